"""The rate of the first group is written by hand."""

from torch.optim.lr_scheduler import ReduceLROnPlateau


def fit_with_step_lr(optimizer, train_batch, batches, epochs, step_size, gamma):
    rates = []
    for epoch in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        for batch in batches:
            train_batch(batch)
        if (epoch + 1) % step_size == 0:
            optimizer.param_groups[0]["lr"] *= gamma
    return rates


def fit_with_plateau(optimizer, train_batch, validate, batches, epochs, factor, patience):
    scheduler = ReduceLROnPlateau(optimizer, factor=factor, patience=patience)
    rates = []
    for _ in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        for batch in batches:
            train_batch(batch)
        scheduler.step(validate())
    return rates
