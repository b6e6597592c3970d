"""Checks for predict_all."""

import contextlib
import io

import keras
import numpy as np

from grader.vocabulary import check

FAMILY = "keras-torch"
SECONDS = 30

RESULT = {"en": "the probabilities", "ko": "확률"}


class Counted(keras.layers.Layer):
    """Passes its input on and counts how often it is asked to."""

    def __init__(self):
        super().__init__()
        self.passes = 0

    def call(self, x):
        self.passes += 1
        return x


def softmax(logits):
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def settings(model):
    """What the layers of the model are and how they are set, one line each."""
    lines = []
    for place, layer in enumerate(model.layers):
        set_to = {name: getattr(layer, name, None) for name in ("units", "rate", "trainable")}
        activation = getattr(getattr(layer, "activation", None), "__name__", None)
        known = {**set_to, "activation": activation}
        told = ", ".join(f"{name}={value}" for name, value in known.items() if value is not None)
        lines.append(f"{place}: {type(layer).__name__}({told})")
    return lines


def network(rng, features, classes, dropout=0.0, scale=0.5):
    """A network with random weights, its counter, and the logits it should give, computed by hand."""
    counter = Counted()
    model = keras.Sequential(
        [
            keras.Input((features,)),
            counter,
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(classes),
        ]
    )
    for variable in model.trainable_variables:
        variable.assign(scale * rng.array(*variable.shape))
    kernel, bias, out_kernel, out_bias = (keras.ops.convert_to_numpy(v) for v in model.trainable_variables)

    def logits(x):
        return np.maximum(x @ kernel + bias, 0) @ out_kernel + out_bias

    counter.passes = 0
    return model, counter, logits


@check(
    en="the result is a NumPy array, float32, a row for each sample",
    ko="결과는 샘플마다 한 행인 float32 NumPy 배열이에요",
)
def test_array(learner, rng, expect):
    for size, classes in ((4, 3), (1, 5), (6, 6)):
        model, _, _ = network(rng, 5, classes)
        result = learner.predict_all(model, rng.array(size, 5))
        expect(result, **RESULT).is_a(np.ndarray).shape(size, classes).dtype("float32")


@check(en="the numbers are the softmax of the model's logits", ko="값은 모델이 낸 로짓의 softmax예요")
def test_values(learner, rng, expect):
    for size, classes in ((7, 10), (1, 3), (4, 4), (rng.integer(33, 60), 3)):
        features = rng.integer(2, 7)
        model, _, logits = network(rng, features, classes)
        x = rng.array(size, features)
        with expect.untouched(x):
            result = learner.predict_all(model, x)
        expect(result, **RESULT).close_to(softmax(logits(x)), rtol=1e-3, atol=1e-5, dtype=False)


@check(en="the input and the model stay as they were", ko="입력과 모델은 그대로예요")
def test_untouched(learner, rng, expect):
    model, _, _ = network(rng, 5, 3, dropout=0.5)
    x, before = rng.array(6, 5), settings(model)
    with expect.untouched(x, model.get_weights(), model):
        learner.predict_all(model, x)
    expect.that(
        settings(model) == before,
        en="Layers of the model were added, removed or set differently:",
        ko="모델의 층이 더해지거나 빠졌거나 설정이 바뀌었어요:",
        got=[line for line in settings(model) if line not in before],
        want=[line for line in before if line not in settings(model)],
    )


@check(en="large logits give probabilities, not NaN", ko="로짓이 커도 NaN이 아니라 확률이 나와요")
def test_large_logits(learner, rng, expect):
    model, _, logits = network(rng, 4, 5, scale=12.0)
    x = rng.array(9, 4)
    result = learner.predict_all(model, x)
    expect(result, **RESULT).finite()
    expect(result.sum(axis=1), en="the sums of the rows", ko="행마다의 합").close_to(np.ones(9), dtype=False, rtol=1e-4)
    expect(result.argmax(axis=1), en="the most probable classes", ko="확률이 가장 큰 클래스").close_to(
        logits(x).argmax(1), dtype=False
    )


@check(en="Dropout is off: two calls give the same answer", ko="드롭아웃은 꺼져 있어요: 두 번 불러도 답이 같아요")
def test_dropout(learner, rng, expect):
    model, _, logits = network(rng, 6, 4, dropout=0.5)
    x = rng.array(20, 6)
    first, second = learner.predict_all(model, x.copy()), learner.predict_all(model, x.copy())
    expect(first, **RESULT).is_a(np.ndarray).shape(20, 4)
    expect(second, **RESULT).is_a(np.ndarray).shape(20, 4)
    expect.that(
        np.allclose(first, second, atol=1e-6) and np.allclose(first, softmax(logits(x)), atol=1e-3),
        en="Two calls with the same input give different probabilities, or others than the model without Dropout.",
        ko="같은 입력으로 두 번 불렀더니 확률이 달라지거나, 드롭아웃을 끈 모델의 확률과 달라요.",
        got="same twice" if np.allclose(first, second, atol=1e-6) else "differs",
        want="same twice",
    )


@check(en="20 rows need no more passes than 5 rows", ko="20행이든 5행이든 모델이 도는 횟수가 같아요")
def test_passes(learner, rng, expect):
    model, counter, _ = network(rng, 5, 3)
    counts = {}
    for size in (5, 10, 20):
        counter.passes = 0
        expect(learner.predict_all(model, rng.array(size, 5)), **RESULT).is_a(np.ndarray)
        counts[size] = counter.passes
    expect.that(
        0 < max(counts.values()) <= 2 and len(set(counts.values())) == 1,
        en=f"For 5, 10 and 20 rows the model ran {counts[5]}, {counts[10]} and {counts[20]} times.",
        ko=f"5행, 10행, 20행에 모델이 각각 {counts[5]}번, {counts[10]}번, {counts[20]}번 돌았어요.",
        got=counts,
        want={5: 1, 10: 1, 20: 1},
    )


@check(en="no progress bar is printed", ko="진행 막대를 찍지 않아요")
def test_quiet(learner, rng, expect):
    said = io.StringIO()
    model, _, _ = network(rng, 5, 3)
    with contextlib.redirect_stdout(said):
        learner.predict_all(model, rng.array(40, 5))
    expect.that(
        "/step" not in said.getvalue(),
        en="Keras printed a progress bar. With verbose=0 it stays quiet.",
        ko="Keras가 진행 막대를 찍었어요. verbose=0이면 조용해요.",
        got="a progress bar",
    )


@check(
    en="it reads 300 handwritten digits, 0.94 or more of them right",
    ko="손글씨 숫자 300개를 읽고 0.94 이상 맞혀요",
)
def test_digits(learner, data, metrics, expect):
    images, y = data.digits()
    x = (images.reshape(len(images), 64) / 16).astype("float32")
    layers = [keras.Input((64,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10)]
    model = keras.Sequential(layers)
    model.compile(keras.optimizers.Adam(0.02), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    curve = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: metrics.log("loss", logs["loss"]))
    model.fit(x, y, batch_size=128, epochs=5, verbose=0, callbacks=[curve])
    x, y = x[:300], y[:300]
    result = learner.predict_all(model, x)
    expect(result, **RESULT).is_a(np.ndarray).shape(300, 10)
    expect(np.mean(result.argmax(1) == y), en="the accuracy", ko="정확도").between(0.94, 1.0)
    sure = result[np.arange(len(y)), y].mean()
    expect(sure, en="the mean probability of the right class", ko="정답 클래스의 평균 확률").between(0.8, 1.0)
