"""with_scheduler: two timetables for the learning rate."""

from torch.optim.lr_scheduler import ReduceLROnPlateau, StepLR


def fit_with_step_lr(optimizer, train_batch, batches, epochs, step_size, gamma):
    """Train, multiplying the learning rate by `gamma` after every `step_size` epochs.

    train_batch(batch): one training step, `optimizer.step()` included.
    Returns a list with the learning rate that each epoch was trained with.
    """
    scheduler = ...  # TODO
    rates = []
    for _ in range(epochs):
        for batch in batches:
            train_batch(batch)
        # TODO: note the rate of this epoch and let the scheduler move, each in its place.
    return rates


def fit_with_plateau(optimizer, train_batch, validate, batches, epochs, factor, patience):
    """Train, multiplying the learning rate by `factor` when the validation loss stands still.

    validate(): the validation loss as it is now; call it once an epoch, after the epoch's batches.
    Returns a list with the learning rate that each epoch was trained with.
    """
    scheduler = ...  # TODO
    rates = []
    for _ in range(epochs):
        for batch in batches:
            train_batch(batch)
        # TODO: as above, with what this scheduler needs to know.
    return rates
