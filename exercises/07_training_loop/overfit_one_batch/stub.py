"""overfit_one_batch: can this program learn eight examples by heart?"""


def overfit_one_batch(make_step, batch):
    """Return True if 300 steps on `batch` bring the loss below 5 % of its start, otherwise False.

    make_step(): builds a fresh model with its optimizer and returns step.
    step(x, y): one training step; returns the loss before the step, a tensor with one number.
    make_step.live: the step of the training that is running now. A test has no business there.
    batch: a pair (x, y).
    """
    # TODO: let one fresh program train on the same batch again and again, then compare.
    raise NotImplementedError("return whether the program can learn one batch by heart")
