"""It compares the loss with a fixed number."""


def overfit_one_batch(make_step, batch):
    step = make_step()
    losses = [step(*batch).item() for _ in range(300)]
    return losses[-1] < 0.05
