import torch


def pick_true_logit(logits, y):
    return logits[:, y]
