"""The velocities stand on the class, so that all optimizers share them."""

import torch


class MySGD:
    velocity = {}

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.weight_decay = weight_decay

    def zero_grad(self, set_to_none=True):
        for p in self.params:
            if set_to_none:
                p.grad = None
            elif p.grad is not None:
                p.grad.zero_()

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            self.velocity[p] = self.momentum * self.velocity.get(p, 0) + g
            p -= self.lr * self.velocity[p]
