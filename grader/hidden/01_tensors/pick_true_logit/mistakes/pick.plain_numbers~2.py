import torch


def pick_true_logit(logits, y):
    return logits.detach().gather(1, y.unsqueeze(1)).squeeze(1)
