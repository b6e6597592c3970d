import torch


def pick_true_logit(logits, y):
    picked = [row[label] for row, label in zip(logits.tolist(), y.tolist(), strict=True)]
    return torch.tensor(picked, dtype=logits.dtype, device=logits.device)
