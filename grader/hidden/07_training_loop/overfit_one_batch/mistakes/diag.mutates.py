"""It trains the live program on."""


def overfit_one_batch(make_step, batch):
    step = make_step.live
    losses = [step(*batch).item() for _ in range(300)]
    return losses[-1] < 0.05 * losses[0]
