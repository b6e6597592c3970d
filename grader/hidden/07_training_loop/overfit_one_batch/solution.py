"""overfit_one_batch: can this program learn eight examples by heart?"""


def overfit_one_batch(make_step, batch):
    """Return whether 300 fresh steps on `batch` bring the loss below 5 % of its start."""
    x, y = batch
    step = make_step()
    first = step(x, y).item()
    for _ in range(299):
        last = step(x, y).item()
    return last < 0.05 * first
