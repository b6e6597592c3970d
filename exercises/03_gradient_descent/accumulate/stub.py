"""accumulate: the steps of big batches from small ones."""


def train(model, optimizer, loss_fn, batches, k):
    """Train once over the batches; every k of them make one step.

    model: an nn.Module. optimizer: holds its parameters.
    loss_fn: loss_fn(prediction, y) is the mean over the samples of a batch.
    batches: a list of micro-batches (x, y). Their sizes may differ.
    k: micro-batches in one group. The last group may have fewer.
    Each group moves the weights as one big batch of its samples would.
    """
    # TODO: go through the groups; one backward() per micro-batch, one step() per group.
    raise NotImplementedError("train group by group")
