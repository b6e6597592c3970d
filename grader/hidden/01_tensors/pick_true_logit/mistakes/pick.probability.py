import torch


def pick_true_logit(logits, y):
    return logits.softmax(dim=1).gather(1, y.unsqueeze(1)).squeeze(1)
