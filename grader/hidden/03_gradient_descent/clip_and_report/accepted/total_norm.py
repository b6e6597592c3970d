"""Reads the norm first, then clips; float() instead of item()."""

from torch.nn.utils import clip_grad_norm_, get_total_norm


def clipped_step(model, optimizer, loss_fn, x, y, max_norm=1.0):
    loss = loss_fn(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    norm = float(get_total_norm([p.grad for p in model.parameters()]))
    clip_grad_norm_(model.parameters(), max_norm=max_norm)
    optimizer.step()
    return norm
