"""Checks for sorted_validation."""

import contextlib
import io

import keras
import numpy as np

from grader.vocabulary import check

FAMILY = "keras-torch"
SECONDS = 30


class Recorder(keras.Model):
    """A model that keeps the rows it is trained and validated on, and counts its epochs. It learns nothing."""

    def __init__(self):
        super().__init__()
        self.seen = {"train": [], "validation": []}
        self.epochs = 0

    def fit(self, *arguments, **options):
        history = super().fit(*arguments, **options)
        self.epochs += len(history.epoch)
        return history

    def call(self, x):
        return x[:, :1]

    def train_step(self, data):
        self.keep("train", data)
        return {"loss": 0.0}

    def test_step(self, data):
        self.keep("validation", data)
        return {"loss": 0.0}

    def keep(self, kind, data):
        x, y, _ = keras.utils.unpack_x_y_sample_weight(data)
        x, y = keras.ops.convert_to_numpy(x), keras.ops.convert_to_numpy(y)
        self.seen[kind] += [(int(row), int(label)) for row, label in zip(x[:, 0], y.reshape(-1), strict=True)]


def sorted_rows(rng, classes, each):
    """Rows whose first number is the row's number, and sorted labels."""
    count = classes * each
    x = rng.array(count, rng.integer(2, 5))
    x[:, 0] = np.arange(count)
    return x, np.repeat(np.arange(classes), each)


def recorded(learner, x, y, epochs=1):
    """What a run of train() fed to the model."""
    model = recorder()
    history = learner.train(model, x, y, epochs)
    return model.seen, history


def recorder():
    """A compiled Recorder."""
    model = Recorder()
    model.compile(loss="mse")
    return model


@check(en="it trains as many epochs as it is told", ko="정해 준 만큼만 에폭을 돌아요")
def test_epochs(learner, rng, expect):
    x, y = sorted_rows(rng, 3, 10)
    for epochs in (1, 3):
        model = recorder()
        learner.train(model, x, y, epochs)
        expect(model.epochs, en=f"epochs trained with epochs={epochs}", ko=f"epochs={epochs}일 때 돈 에폭 수").equals(
            epochs
        )


@check(en="there is a validation set, a third of the rows", ko="전체의 3분의 1이 검증 데이터예요")
def test_size(learner, rng, expect):
    for classes, each in ((3, 20), (3, 11), (2, 30)):
        x, y = sorted_rows(rng, classes, each)
        seen, _ = recorded(learner, x, y)
        share = len(y) / 3
        found = len(seen["validation"])
        expect(found, en=f"the number of validation rows of {len(y)}", ko=f"{len(y)}행 가운데 검증용 행의 수").between(
            np.floor(share) - 1, np.ceil(share) + 1
        )


@check(en="every row is used once: to train or to validate", ko="모든 행을 학습이나 검증 가운데 한쪽에 한 번씩 써요")
def test_rows(learner, rng, expect):
    x, y = sorted_rows(rng, 3, 13)
    seen, _ = recorded(learner, x, y, epochs=2)
    for_training, for_validation = ({row for row, _ in seen[kind]} for kind in ("train", "validation"))
    expect(len(for_training & for_validation), en="rows in both sets", ko="양쪽에 다 있는 행의 수").equals(0)
    expect(len(for_training | for_validation), en="rows in one of the sets", ko="한쪽에라도 있는 행의 수").equals(39)
    expect(len(seen["train"]), en="rows trained on in two epochs", ko="에폭 두 번에 학습한 행의 수").equals(
        2 * len(for_training)
    )


@check(en="every row keeps its own label", ko="모든 행에 제 라벨이 그대로 붙어 있어요")
def test_pairs(learner, rng, expect):
    for classes in (3, 2):
        x, y = sorted_rows(rng, classes, 20)
        with_labels = {}
        seen, _ = recorded(learner, x.copy(), y.copy())
        for row, label in seen["train"] + seen["validation"]:
            with_labels[row] = label
        broken = sum(label != y[row] for row, label in with_labels.items())
        expect.that(
            broken == 0,
            en=f"{broken} of {len(y)} rows have the label of another row.",
            ko=f"{len(y)}행 가운데 {broken}행에 다른 행의 라벨이 붙었어요.",
            got="labels of other rows" if broken else "",
        )


@check(en="both sets hold samples of all classes", ko="학습과 검증 양쪽에 모든 클래스가 있어요")
def test_classes(learner, rng, expect):
    for classes, each in ((3, 30), (4, 24), (2, 30)):
        x, y = sorted_rows(rng, classes, each)
        seen, _ = recorded(learner, x, y)
        for kind, en, ko in (
            ("validation", "the classes of the validation set", "검증 데이터의 클래스"),
            ("train", "the classes of the training set", "학습 데이터의 클래스"),
        ):
            found = sorted({int(y[row]) for row, _ in seen[kind]})
            expect(found, en=en, ko=ko).equals(list(range(classes)))


@check(en="the arrays of the caller stay as they were", ko="받은 배열은 그대로예요")
def test_untouched(learner, rng, expect):
    x, y = sorted_rows(rng, 3, 10)
    with expect.untouched(x, y, means="alias.mutation"):
        recorded(learner, x, y)


@check(en="the result is the history of all epochs", ko="결과는 모든 에폭의 기록이에요")
def test_history(learner, rng, expect):
    x, y = sorted_rows(rng, 3, 10)
    for epochs in (1, 3):
        _, history = recorded(learner, x, y, epochs)
        expect(history, en="the result", ko="결과").is_a(dict).contains("loss", "val_loss")
        expect(len(history["val_loss"]), en="the length of val_loss", ko="val_loss의 길이").equals(epochs)


@check(en="no progress bar is printed", ko="진행 막대를 찍지 않아요")
def test_quiet(learner, rng, expect):
    said = io.StringIO()
    x, y = sorted_rows(rng, 3, 10)
    with contextlib.redirect_stdout(said):
        learner.train(recorder(), x, y, 2)
    expect.that(
        "/step" not in said.getvalue(),
        en="Keras printed a progress bar. With verbose=0 it stays quiet.",
        ko="Keras가 진행 막대를 찍었어요. verbose=0이면 조용해요.",
        got="a progress bar",
    )


@check(en="on the iris flowers val_accuracy is above 0.85", ko="붓꽃 데이터에서 val_accuracy가 0.85를 넘어요")
def test_iris(learner, data, metrics, expect):
    x, y = data.iris()
    x = ((x - x.mean(0)) / x.std(0)).astype("float32")
    layers = [keras.Input((4,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)]
    model = keras.Sequential(layers)
    model.compile(
        keras.optimizers.Adam(0.05),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    history = learner.train(model, x, y, 15)
    expect(history, en="the result", ko="결과").is_a(dict).contains("loss", "val_accuracy")
    for loss in history["loss"]:
        metrics.log("loss", loss)
    expect(history["val_accuracy"][-1], en="the last val_accuracy", ko="마지막 val_accuracy").between(0.85, 1.0)
