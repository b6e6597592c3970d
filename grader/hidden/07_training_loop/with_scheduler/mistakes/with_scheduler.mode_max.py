"""The plateau scheduler takes a higher loss for a better one."""

from torch.optim.lr_scheduler import ReduceLROnPlateau, StepLR


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
    scheduler = ReduceLROnPlateau(optimizer, mode="max", factor=factor, patience=patience)
    rates = []
    for _ in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        for batch in batches:
            train_batch(batch)
        scheduler.step(validate())
    return rates
