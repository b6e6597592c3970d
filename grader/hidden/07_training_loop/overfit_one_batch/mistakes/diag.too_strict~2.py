"""It wants every step to lower the loss."""


def overfit_one_batch(make_step, batch):
    step = make_step()
    losses = [step(*batch).item() for _ in range(300)]
    return all(b < a for a, b in zip(losses, losses[1:])) and losses[-1] < 0.05 * losses[0]
