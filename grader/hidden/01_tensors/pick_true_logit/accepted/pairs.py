import torch


def pick_true_logit(logits, y):
    return logits[torch.arange(len(y)), y]
