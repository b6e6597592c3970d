"""It judges by the lowest loss on the way."""


def overfit_one_batch(make_step, batch):
    step = make_step()
    losses = [step(*batch).item() for _ in range(300)]
    return min(losses) < 0.05 * losses[0]
