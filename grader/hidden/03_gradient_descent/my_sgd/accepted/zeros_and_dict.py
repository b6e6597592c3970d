"""Velocities start at zero, which gives v = g at the first step; they live in a dict by parameter."""

import torch


class MySGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.params = [parameter for parameter in params]
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.velocity = {parameter: torch.zeros_like(parameter) for parameter in self.params}

    def zero_grad(self, set_to_none=True):
        for parameter in self.params:
            if parameter.grad is None:
                continue
            parameter.grad = None if set_to_none else torch.zeros_like(parameter)

    def step(self):
        with torch.no_grad():
            for parameter in self.params:
                if parameter.grad is not None:
                    gradient = parameter.grad.add(parameter, alpha=self.weight_decay)
                    velocity = self.velocity[parameter]
                    velocity.mul_(self.momentum).add_(gradient)
                    parameter.add_(velocity, alpha=-self.lr)
