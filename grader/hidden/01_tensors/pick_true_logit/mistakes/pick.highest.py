import torch


def pick_true_logit(logits, y):
    return logits.max(dim=1).values
