"""Hands the weight of the micro-batch to backward()."""

import torch


def train(model, optimizer, loss_fn, batches, k):
    batches = list(batches)
    while batches:
        group, batches = batches[:k], batches[k:]
        total = sum(y.shape[0] for _, y in group)
        for p in model.parameters():
            p.grad = None
        for x, y in group:
            loss = loss_fn(model(x), y)
            loss.backward(torch.full_like(loss, x.shape[0] / total))
        optimizer.step()
