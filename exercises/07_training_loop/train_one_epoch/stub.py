"""train_one_epoch: every batch of the loader once, and the mean loss."""


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    """Train `model` on every batch of `loader` once and return the mean loss per sample, a Python float.

    model: maps x (B, ...) to scores (B, C). It may arrive in either mode.
    loader: gives pairs (x, y), y of shape (B,); the last batch may be smaller.
    loss_fn: loss_fn(scores, y) is a tensor with one number, the mean over the batch.
    optimizer: holds the parameters of `model`.
    device: where the model lives; the batches may come from elsewhere.
    """
    # TODO: for each batch, do what one training step needs. Keep count of the loss on the way.
    raise NotImplementedError("train on every batch and return the mean loss per sample")
