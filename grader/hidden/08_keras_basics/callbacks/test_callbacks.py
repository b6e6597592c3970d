"""Checks for callbacks."""

import io
import shutil
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import keras
import numpy as np

from grader.vocabulary import check

FAMILY = "keras-torch"
SECONDS = 30

FALLS_THEN_RISES = (5.0, 4.0, 3.0, 3.5, 3.2, 3.1, 1.0, 0.9)
SECOND_WIND = (2.0, 2.5, 1.5, 1.7, 1.4999, 1.6, 1.55, 0.1)
ONLY_FALLS = (5.0, 4.0, 3.0, 2.0)
RUNS_OUT = (3.0, 1.0, 2.0)
FIRST_IS_BEST = (1.0, 2.0, 3.0, 2.5, 2.2, 2.1)
TRAINING = (4.0, 3.0, 2.0, 1.0, 0.9, 0.95, 0.92, 0.91)


class Script(keras.callbacks.Callback):
    """Writes the losses as scripted, so that every run sees the same curves, and keeps the weights of each epoch."""

    def __init__(self, losses, rates):
        super().__init__()
        self.losses, self.rates = losses, rates
        self.weights = []

    def on_epoch_begin(self, epoch, logs=None):
        if self.rates:
            self.model.optimizer.learning_rate = self.rates[min(epoch, len(self.rates) - 1)]

    def on_epoch_end(self, epoch, logs=None):
        self.weights.append(self.model.get_weights())
        if self.losses and logs is not None:
            now = min(epoch, len(self.losses) - 1)
            logs["loss"], logs["val_loss"] = TRAINING[now], self.losses[now]


@contextmanager
def before_all_others(callback):
    """Put `callback` first in every fit() inside the block; yields the list of histories."""
    fit, histories = keras.Model.fit, []

    def with_callback(
        model, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, *rest, **options
    ):
        given = callbacks if isinstance(callbacks, list | tuple) else [callbacks]
        callbacks = [callback, *(one for one in given if one is not None)]
        history = fit(model, x, y, batch_size, epochs, verbose, callbacks, *rest, **options)
        histories.append(history.history)
        return history

    with patch.object(keras.Model, "fit", with_callback):
        yield histories


def small_model():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.compile(keras.optimizers.SGD(0.05), "mse")
    return model


def run(learner, rng, losses=(), rates=(), epochs=None):
    """Let the learner train with a scripted val_loss. Returns what came of it, validation data last."""
    folder = Path("run")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    model, script = small_model(), Script(losses, rates)
    x, y, x_val, y_val = rng.array(70, 3), rng.array(70, 2), rng.array(5, 3), rng.array(5, 2)
    with before_all_others(script) as histories:
        result = learner.train(model, x, y, x_val, y_val, epochs or len(losses), folder)
    return model, script, result, histories, (x_val, y_val)


def difference(model, weights):
    """The largest distance between the model's weights and these."""
    return max(float(np.abs(mine - theirs).max()) for mine, theirs in zip(model.get_weights(), weights, strict=True))


def epoch_of(model, script):
    """The number of the epoch whose weights the model has, or None."""
    for epoch, weights in enumerate(script.weights):
        if difference(model, weights) < 1e-6:
            return epoch
    return None


@check(en="fit() validates, so that there is a val_loss to go by", ko="fit()이 검증해서, 보고 판단할 val_loss가 있어요")
def test_validates(learner, rng, expect):
    _, script, _, histories, (x_val, y_val) = run(learner, rng, epochs=2)
    expect(len(histories), en="the number of fit() calls", ko="fit()을 부른 횟수").equals(1)
    expect(histories[0], en="the history", ko="기록").contains("loss", "val_loss")
    expect(len(script.weights), en="the epochs trained", ko="학습한 에폭 수").between(1, 2)
    kernel, bias = script.weights[0]
    want = float(np.mean((x_val @ kernel + bias - y_val) ** 2))
    expect(histories[0]["val_loss"][0], en="the first val_loss", ko="첫 번째 val_loss").close_to(
        want, rtol=1e-3, dtype=False
    )


@check(en="training stops 2 epochs after the best one", ko="가장 좋은 에폭에서 2에폭이 지나면 학습을 멈춰요")
def test_stops(learner, rng, expect):
    for losses, trained in ((FALLS_THEN_RISES, 5), (SECOND_WIND, 7), (FIRST_IS_BEST, 3)):
        _, script, *_ = run(learner, rng, losses)
        shown = ", ".join(f"{loss:g}" for loss in losses)
        expect(
            len(script.weights),
            en=f"epochs trained with val_loss {shown}",
            ko=f"val_loss가 {shown}일 때 학습한 에폭 수",
        ).equals(trained)


@check(
    en="afterwards the model has the weights of the best epoch", ko="끝나면 모델에 가장 좋았던 에폭의 가중치가 있어요"
)
def test_best_weights(learner, rng, expect):
    for losses, best in ((FALLS_THEN_RISES, 2), (SECOND_WIND, 4), (ONLY_FALLS, 3), (FIRST_IS_BEST, 0), (RUNS_OUT, 1)):
        model, script, *_ = run(learner, rng, losses)
        found = epoch_of(model, script)
        expect(found, en="the epoch whose weights the model has", ko="모델에 있는 가중치의 에폭").equals(best)


@check(en="best.keras holds the model of the best epoch", ko="best.keras에 가장 좋았던 에폭의 모델이 있어요")
def test_file(learner, rng, expect):
    _, script, *_ = run(learner, rng, FALLS_THEN_RISES)
    files = sorted(file.name for file in Path("run").iterdir())
    expect(files, en="the files in the folder", ko="폴더에 있는 파일").contains("best.keras")
    found = epoch_of(keras.models.load_model("run/best.keras"), script)
    expect(found, en="the epoch whose weights the file has", ko="파일에 있는 가중치의 에폭").equals(2)


@check(en="the result is the learning rate of each epoch, in floats", ko="결과는 에폭마다의 학습률이고 float이에요")
def test_rates(learner, rng, expect):
    rates = (0.05, 0.04, 0.02, 0.01, 0.005, 0.004, 0.003, 0.002)
    for losses, trained in ((ONLY_FALLS, 4), (FALLS_THEN_RISES, 5)):
        _, _, result, *_ = run(learner, rng, losses, rates)
        expect(result, en="the result", ko="결과").is_a(list)
        for rate in result:
            expect(rate, en="one rate of the list", ko="리스트의 학습률 하나").is_a(float)
        expect(len(result), en="the number of rates", ko="학습률의 개수").equals(trained)
        expect(result, en="the rates", ko="학습률들").close_to(list(rates[:trained]), rtol=1e-4, dtype=False)


@check(en="no progress bar is printed", ko="진행 막대를 찍지 않아요")
def test_quiet(learner, rng, expect):
    said = io.StringIO()
    with redirect_stdout(said):
        run(learner, rng, ONLY_FALLS)
    expect.that(
        "/step" not in said.getvalue(),
        en="Keras printed a progress bar. With verbose=0 it stays quiet.",
        ko="Keras가 진행 막대를 찍었어요. verbose=0이면 조용해요.",
        got="a progress bar",
    )


@check(
    en="it learns the handwritten digits, and best.keras knows them too",
    ko="손글씨 숫자를 배우고, best.keras도 그만큼 알아요",
)
def test_digits(learner, data, metrics, expect):
    images, y = data.digits()
    x = (images.reshape(len(images), 64) / 16).astype("float32")
    order = np.random.default_rng(0).permutation(len(x))
    x, y = x[order], y[order]
    layers = [keras.Input((64,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10)]
    model = keras.Sequential(layers)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.01), loss, metrics=["accuracy"])
    curve = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: [
            metrics.log(name, logs[name]) for name in ("loss", "val_loss") if name in logs
        ]
    )
    with before_all_others(curve):
        rates = learner.train(model, x[:720], y[:720], x[1437:], y[1437:], 6, Path())
    expect(rates, en="the result", ko="결과").is_a(list)
    expect(Path("best.keras").exists(), en="whether best.keras exists", ko="best.keras가 있는지").equals(True)
    for found in (model, keras.models.load_model("best.keras")):
        accuracy = np.mean(found.predict(x[1437:], verbose=0).argmax(1) == y[1437:])
        expect(accuracy, en="the accuracy on new images", ko="처음 보는 그림의 정확도").between(0.9, 1.0)
