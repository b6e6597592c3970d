"""The plateau is watched, and the rate of the first group written, by hand."""

from torch.optim.lr_scheduler import StepLR


def fit_with_step_lr(optimizer, train_batch, batches, epochs, step_size, gamma):
    scheduler = StepLR(optimizer, step_size=step_size, gamma=gamma)
    rates = []
    for _ in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        for batch in batches:
            train_batch(batch)
        scheduler.step()
    return rates


def fit_with_plateau(optimizer, train_batch, validate, batches, epochs, factor, patience):
    best = float("inf")
    waited = 0
    rates = []
    for _ in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        for batch in batches:
            train_batch(batch)
        loss = validate()
        waited = 0 if loss < best else waited + 1
        best = min(best, loss)
        if waited > patience:
            optimizer.param_groups[0]["lr"] *= factor
            waited = 0
    return rates
