"""It gives up after 100 steps."""


def overfit_one_batch(make_step, batch):
    step = make_step()
    losses = [step(*batch).item() for _ in range(100)]
    return losses[-1] < 0.05 * losses[0]
