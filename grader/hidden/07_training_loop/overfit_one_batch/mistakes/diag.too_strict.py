"""It wants a loss of nearly zero."""


def overfit_one_batch(make_step, batch):
    step = make_step()
    losses = [step(*batch).item() for _ in range(300)]
    return losses[-1] < 1e-4
