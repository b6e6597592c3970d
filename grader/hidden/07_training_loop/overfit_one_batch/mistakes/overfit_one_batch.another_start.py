"""The first loss is that of another program."""


def overfit_one_batch(make_step, batch):
    first = make_step()(*batch).item()
    step = make_step()
    losses = [step(*batch).item() for _ in range(300)]
    return losses[-1] < 0.05 * first
