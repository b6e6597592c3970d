"""fit_early_stop: train while it helps, then go back to the best weights."""


def fit_early_stop(model, train_epoch, validate, patience, max_epochs):
    """Train until `patience` epochs in a row bring no new best, or `max_epochs` are over.

    train_epoch(): trains `model` for one epoch and returns its training loss.
    validate(): returns the validation loss of `model` as it is now.
    Returns the list of validation losses, one for each epoch that ran.
    Afterwards `model` holds the weights of the epoch with the lowest validation loss.
    """
    history = []
    best_loss = float("inf")
    best_weights = ...  # TODO: what can keep the weights as they are at this moment?
    waited = 0

    for _ in range(max_epochs):
        train_loss = train_epoch()
        val_loss = validate()
        history.append(val_loss)
        # TODO: on a new best, keep what has to be kept. Otherwise count, and stop when it is time.

    # TODO: give the model its best weights.
    return history
