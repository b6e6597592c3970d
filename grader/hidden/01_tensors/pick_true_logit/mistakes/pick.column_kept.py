import torch


def pick_true_logit(logits, y):
    return logits.gather(1, y.unsqueeze(1))
