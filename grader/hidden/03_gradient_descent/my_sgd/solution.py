"""my_sgd: stochastic gradient descent with momentum and weight decay."""

import torch


class MySGD:
    """The update of torch.optim.SGD."""

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.velocity = [None] * len(self.params)

    def zero_grad(self, set_to_none=True):
        for parameter in self.params:
            if set_to_none:
                parameter.grad = None
            elif parameter.grad is not None:
                parameter.grad.zero_()

    @torch.no_grad()
    def step(self):
        for index, parameter in enumerate(self.params):
            if parameter.grad is None:
                continue
            update = parameter.grad + self.weight_decay * parameter
            if self.momentum:
                if self.velocity[index] is not None:
                    update = update + self.momentum * self.velocity[index]
                self.velocity[index] = update
            parameter -= self.lr * update
