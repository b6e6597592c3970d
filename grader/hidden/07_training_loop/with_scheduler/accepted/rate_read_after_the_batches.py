"""The rate is asked of the scheduler, after the batches and before it moves."""

import torch


def fit_with_step_lr(optimizer, train_batch, batches, epochs, step_size, gamma):
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)
    used = []
    for epoch in range(epochs):
        for batch in batches:
            train_batch(batch)
        used += schedule.get_last_lr()
        schedule.step()
    return used


def fit_with_plateau(optimizer, train_batch, validate, batches, epochs, factor, patience):
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode="min", factor=factor, patience=patience)
    used = []
    for epoch in range(epochs):
        for batch in batches:
            train_batch(batch)
        used.append(optimizer.param_groups[0]["lr"])
        val_loss = validate()
        schedule.step(val_loss)
    return used
