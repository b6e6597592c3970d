"""Checks for first_fit."""

import contextlib
import io
from unittest.mock import patch

import keras
import numpy as np

from grader.vocabulary import check

FAMILY = "keras-torch"
SECONDS = 30

MODEL = {"en": "the model of build()", "ko": "build()의 모델"}


def problem(rng, size):
    """Random samples of 64 numbers, and class numbers."""
    return rng.array(size, 64), rng.numpy.integers(0, 10, size)


def logits_of(model, x):
    """What 64 -> relu 64 -> 10 gives with the model's weights, computed by hand."""
    kernel, bias, out_kernel, out_bias = model.get_weights()
    return np.maximum(x @ kernel + bias, 0) @ out_kernel + out_bias


def cross_entropy(logits, y):
    """The mean cross entropy of class numbers."""
    shifted = logits - logits.max(1, keepdims=True)
    log_probability = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return -float(log_probability[np.arange(len(y)), y].mean())


def given_model():
    """The network of the exercise, for checks of train and score alone."""
    layers = [keras.Input((64,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10)]
    return keras.Sequential(layers)


@check(en="build() returns a model that has its weights at once", ko="build()는 가중치가 이미 있는 모델을 돌려줘요")
def test_built(learner, expect):
    model = learner.build()
    expect(model, **MODEL).is_a(keras.Model)
    expect(len(model.weights), en="the number of weight arrays", ko="가중치 배열의 개수").equals(4)
    shapes = [list(weight.shape) for weight in model.weights]
    expect(shapes, en="the shapes of the weights", ko="가중치의 모양").equals([[64, 64], [64], [64, 10], [10]])
    expect(learner.build() is not model, en="each call makes a new model", ko="부를 때마다 새 모델").equals(True)


@check(en="building and calling the model gives no warning", ko="모델을 만들고 불러도 경고가 없어요")
def test_no_warning(learner, rng, expect):
    with expect.no_warnings():
        model = learner.build()
        expect(model, **MODEL).is_a(keras.Model)
        model(rng.array(2, 64))


@check(en="the model answers with one logit for each class", ko="모델은 클래스마다 로짓 하나로 답해요")
def test_logits(learner, rng, expect):
    model = learner.build()
    expect(model, **MODEL).is_a(keras.Model)
    for size in (1, 10, rng.integer(2, 9)):
        x = 3 * rng.array(size, 64)
        logits = keras.ops.convert_to_numpy(model(x))
        expect(logits, en="the output", ko="출력").shape(size, 10)
        expect(logits, en="the output", ko="출력").close_to(logits_of(model, x), rtol=1e-3, atol=1e-4, dtype=False)
        training = keras.ops.convert_to_numpy(model(x, training=True))
        expect(training, en="the output while training", ko="학습할 때의 출력").close_to(
            logits_of(model, x), rtol=1e-3, atol=1e-4, dtype=False
        )


@check(en="train() compiles the cross entropy of these logits", ko="train()은 이 로짓의 교차 엔트로피로 compile해요")
def test_loss(learner, rng, expect):
    model = learner.build()
    expect(model, **MODEL).is_a(keras.Model)
    x, y = problem(rng, 40)
    learner.train(model, x, y, x[:5], y[:5], 1)
    model.set_weights([0.3 * rng.array(*weight.shape) for weight in model.weights])
    for size in (1, 10, 23):
        x, y = problem(rng, size)
        result = model.evaluate(x, y, verbose=0, return_dict=True)
        expect(result, en="what evaluate() reports", ko="evaluate()가 알려 주는 값").contains("loss", "accuracy")
        want = cross_entropy(logits_of(model, x), y)
        expect(result["loss"], en="the loss", ko="손실").close_to(want, rtol=1e-3, dtype=False)


@check(en="training changes all weights, epoch by epoch", ko="에폭마다 모든 가중치가 바뀌어요")
def test_epochs(learner, rng, expect):
    for epochs, size in ((1, 128), (3, 129)):
        model = given_model()
        before = model.get_weights()
        x, y = problem(rng, size)
        x_val, y_val = problem(rng, 7)
        with expect.untouched(x, y, x_val, y_val):
            learner.train(model, x, y, x_val, y_val, epochs)
        steps = int(model.optimizer.iterations) if getattr(model, "optimizer", None) is not None else 0
        expect(
            steps,
            en=f"the number of steps with epochs={epochs} and {size} samples",
            ko=f"epochs={epochs}, 샘플 {size}개일 때의 스텝 수",
        ).equals(epochs * (2 if size == 128 else 3))
        rate = float(model.optimizer.learning_rate)
        expect(type(model.optimizer).__name__, en="the optimizer", ko="옵티마이저").equals("Adam")
        expect(rate, en="the learning rate", ko="학습률").close_to(0.01, rtol=1e-4, dtype=False)
        moved = [bool(np.any(old != new)) for old, new in zip(before, model.get_weights(), strict=True)]
        expect(moved, en="whether each weight has moved", ko="각 가중치가 움직였는지").equals([True] * 4)


@check(en="the history holds four curves, one number an epoch", ko="기록에 곡선 네 개가 에폭마다 한 값씩 있어요")
def test_history(learner, rng, expect):
    model = given_model()
    x, y = problem(rng, 70)
    x_val, y_val = problem(rng, 9)
    history = learner.train(model, x, y, x_val, y_val, 2)
    expect(history, en="the result of train()", ko="train()의 결과").is_a(dict)
    expect(history, en="the history", ko="기록").contains("loss", "accuracy", "val_loss", "val_accuracy")
    lengths = [len(history[name]) for name in ("loss", "accuracy", "val_loss", "val_accuracy")]
    expect(lengths, en="the lengths of the curves", ko="곡선들의 길이").equals([2, 2, 2, 2])
    logits = logits_of(model, x_val)
    expect(history["val_loss"][-1], en="the last val_loss", ko="마지막 val_loss").close_to(
        cross_entropy(logits, y_val), rtol=1e-3, dtype=False
    )
    expect(history["val_accuracy"][-1], en="the last val_accuracy", ko="마지막 val_accuracy").close_to(
        float(np.mean(logits.argmax(1) == y_val)), rtol=1e-3, dtype=False
    )
    untrained = given_model()
    want = cross_entropy(logits_of(untrained, x[:60]), y[:60])
    first = learner.train(untrained, x[:60], y[:60], x_val, y_val, 1)["loss"]
    expect(first, en="the training loss of one step on 60 samples", ko="샘플 60개로 한 스텝일 때의 학습 손실").close_to(
        [want], rtol=1e-3, dtype=False
    )


@check(en="no progress bar is printed", ko="진행 막대를 찍지 않아요")
def test_quiet(learner, rng, expect):
    said = io.StringIO()
    model = given_model()
    x, y = problem(rng, 70)
    with contextlib.redirect_stdout(said):
        learner.train(model, x, y, x[:5], y[:5], 2)
        learner.score(model, x, y)
    expect.that(
        "/step" not in said.getvalue(),
        en="Keras printed a progress bar. With verbose=0 it stays quiet.",
        ko="Keras가 진행 막대를 찍었어요. verbose=0이면 조용해요.",
        got="a progress bar",
    )


@check(en="score() is the accuracy, a float", ko="score()는 정확도이고 float이에요")
def test_score(learner, rng, expect):
    model = given_model()
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    for size, right in ((8, 8), (10, 4), (1, 0), (7, 3), (70, 40)):
        x = rng.array(size, 64)
        y = logits_of(model, x).argmax(1)
        y[right:] = (y[right:] + 1) % 10
        with expect.untouched(model):
            accuracy = learner.score(model, x, y)
        named = expect(
            accuracy, en=f"the accuracy with {right} of {size} right", ko=f"{size}개 중 {right}개를 맞힌 정확도"
        )
        named.is_a(float).close_to(right / size, dtype=False)


@check(
    en="it learns the handwritten digits: val_accuracy is 0.94 or more",
    ko="손글씨 숫자를 배워요: val_accuracy가 0.94 이상이에요",
)
def test_digits(learner, data, metrics, expect):
    images, labels = data.digits()
    x = (images.reshape(len(images), 64) / 16).astype("float32")
    order = np.random.default_rng(0).permutation(len(x))
    x, labels = x[order], labels[order]
    model = learner.build()
    expect(model, **MODEL).is_a(keras.Model)
    with streamed(metrics):
        history = learner.train(model, x[:1437], labels[:1437], x[1437:], labels[1437:], 6)
    expect(history, en="the result of train()", ko="train()의 결과").is_a(dict)
    expect(history, en="the history", ko="기록").contains("loss", "val_accuracy")
    expect(history["loss"][-1], en="the training loss", ko="학습 손실").between(0, 0.25)
    accuracy = learner.score(model, x[1437:], labels[1437:])
    expect(accuracy, en="the accuracy on new images", ko="처음 보는 그림의 정확도").between(0.94, 1.0)


def streamed(metrics):
    """Send the curve of every fit() inside the block as it grows."""
    fit = keras.Model.fit

    def watched(model, *arguments, **options):
        def send(epoch, logs=None):
            del epoch
            for name in ("loss", "val_loss"):
                if name in (logs or {}):
                    metrics.log(name, logs[name])

        model_callbacks = [keras.callbacks.LambdaCallback(on_epoch_end=send), *(options.pop("callbacks", None) or [])]
        return fit(model, *arguments, callbacks=model_callbacks, **options)

    return patch.object(keras.Model, "fit", watched)
