"""Every step begins with a new program."""


def overfit_one_batch(make_step, batch):
    losses = [make_step()(*batch).item() for _ in range(300)]
    return losses[-1] < 0.05 * losses[0]
