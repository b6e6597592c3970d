"""Writes the new numbers with copy_, and keeps the velocity on the side by id."""

import torch


class MySGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.params = tuple(params)
        self.lr = lr
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.state = {}

    def zero_grad(self, set_to_none=True):
        for p in self.params:
            if set_to_none:
                p.grad = None
            elif p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad.clone()
            if self.weight_decay != 0:
                g += self.weight_decay * p
            v = self.state.get(id(p), 0)
            v = self.momentum * v + g
            self.state[id(p)] = v
            p.copy_(p - self.lr * v)
