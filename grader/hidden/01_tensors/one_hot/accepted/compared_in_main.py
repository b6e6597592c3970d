"""Tries itself out beside the ready-made function, which is not used by one_hot."""

import torch
import torch.nn.functional as F

__all__ = ["one_hot"]


def one_hot(y, classes):
    return torch.eye(classes, device=y.device).index_select(0, y)


if __name__ == "__main__":
    labels = torch.tensor([2, 0])
    print("one_hot", one_hot(labels, 3) == F.one_hot(labels, 3))
