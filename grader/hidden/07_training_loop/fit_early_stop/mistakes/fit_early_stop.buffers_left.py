"""Only the parameters are kept and brought back."""

import copy


def fit_early_stop(model, train_epoch, validate, patience, max_epochs):
    history = []
    best_loss = float("inf")
    best_weights = copy.deepcopy(list(model.parameters()))
    waited = 0
    for _ in range(max_epochs):
        train_epoch()
        val_loss = validate()
        history.append(val_loss)
        if val_loss < best_loss:
            best_loss = val_loss
            best_weights = copy.deepcopy(list(model.parameters()))
            waited = 0
        else:
            waited += 1
            if waited >= patience:
                break
    for parameter, kept in zip(model.parameters(), best_weights, strict=True):
        parameter.data.copy_(kept.data)
    return history
