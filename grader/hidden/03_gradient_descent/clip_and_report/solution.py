"""clip_and_report: a training step that cannot leap."""

from torch import nn


def clipped_step(model, optimizer, loss_fn, x, y, max_norm=1.0):
    """Do one training step with clipped gradients; return their norm before clipping."""
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    optimizer.step()
    return norm.item()
