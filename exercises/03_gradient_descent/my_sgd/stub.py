"""my_sgd: stochastic gradient descent, written by you."""

import torch


class MySGD:
    """The update of torch.optim.SGD, with momentum and weight decay.

    params: the parameters to move, as any iterable (a list, or model.parameters()).
    lr, momentum, weight_decay: numbers. Each is an attribute of that name,
    and step() reads them anew at every call.
    """

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        # TODO: keep what step() will need, and room for one velocity per parameter.
        raise NotImplementedError("keep the parameters and the settings")

    def zero_grad(self, set_to_none=True):
        """Set every .grad to None, or fill the existing ones with zeros."""
        # TODO
        raise NotImplementedError("clear the gradients")

    def step(self):
        """Move every parameter that has a gradient, in place."""
        # TODO
        raise NotImplementedError("update the parameters")
