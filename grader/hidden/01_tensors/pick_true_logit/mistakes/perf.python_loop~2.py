import torch


def pick_true_logit(logits, y):
    picked = torch.zeros(len(y), dtype=logits.dtype, device=logits.device)
    for i, label in enumerate(y):
        picked[i] = logits[i, label]
    return picked
