import torch


def pick_true_logit(logits, y):
    return torch.stack([logits[i, y[i]] for i in range(len(y))])
