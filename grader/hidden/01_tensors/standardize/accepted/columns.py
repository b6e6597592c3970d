import torch


def standardize(x):
    """One column after the other: slow for many features, and right."""
    columns = []
    for column in x.unbind(dim=1):
        if bool((column == column[0]).all()):
            columns.append(torch.zeros_like(column))
        else:
            columns.append((column - column.mean()) / column.std(correction=0))
    return torch.stack(columns, dim=1)
