"""The end is the loss after 300 updates, which is what step 301 reports."""


def overfit_one_batch(make_step, batch):
    step = make_step()
    start = step(batch[0], batch[1]).item()
    for _ in range(300):
        end = step(batch[0], batch[1]).item()
    if end < start * 0.05:
        return True
    return False
