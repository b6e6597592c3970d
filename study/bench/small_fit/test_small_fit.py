"""What a small `fit` costs on TensorFlow, in any course: 64 samples, 8 features, one epoch in 4 batches."""

import math

from grader.vocabulary import check

FAMILY = "tensorflow"
SECONDS = 20


@check(en="one epoch gives one loss", ko="한 에폭은 손실 하나를 남겨요")
def test_one_epoch(learner, rng, expect):
    """A fit of 4 steps."""
    losses = learner.train(rng.array(64, 8), rng.array(64, 1))
    expect(len(losses)).equals(1)
    assert math.isfinite(losses[0])
