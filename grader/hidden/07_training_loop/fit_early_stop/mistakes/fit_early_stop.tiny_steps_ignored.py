"""A loss has to fall by a little at least."""

import copy


def fit_early_stop(model, train_epoch, validate, patience, max_epochs):
    history = []
    best_loss = float("inf")
    best_weights = copy.deepcopy(model.state_dict())
    waited = 0
    for _ in range(max_epochs):
        train_epoch()
        val_loss = validate()
        history.append(val_loss)
        if val_loss < best_loss - 1e-4:
            best_loss = val_loss
            best_weights = copy.deepcopy(model.state_dict())
            waited = 0
        else:
            waited += 1
            if waited >= patience:
                break
    model.load_state_dict(best_weights)
    return history
