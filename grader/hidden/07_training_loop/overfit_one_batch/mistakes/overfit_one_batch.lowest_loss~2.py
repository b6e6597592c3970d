"""It stops at the first loss that is low enough."""


def overfit_one_batch(make_step, batch):
    step = make_step()
    first = step(*batch).item()
    for _ in range(299):
        if step(*batch).item() < 0.05 * first:
            return True
    return False
