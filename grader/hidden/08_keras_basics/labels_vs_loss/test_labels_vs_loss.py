"""Checks for labels_vs_loss."""

import keras
import numpy as np
import torch

from grader.vocabulary import check

FAMILY = "keras-torch"
SECONDS = 30


def network(learner, expect, inputs=6, hidden=8):
    """A small network that ends in a softmax, compiled by the learner."""
    model = keras.Sequential(
        [
            keras.Input((inputs,)),
            keras.layers.Dense(hidden, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    learner.compile_model(model)
    expect(bool(model.compiled), en="whether the model is compiled", ko="모델이 compile되었는지").equals(True)
    return model


def labels_of(learner, expect, y):
    """The learner's labels, looked at before anything else uses them."""
    with expect.untouched(y):
        labels = learner.labels_for(y)
    expect(labels, en="the labels", ko="라벨").is_a((np.ndarray, torch.Tensor)).finite()
    expect(len(labels), en="the number of labels", ko="라벨의 개수").equals(len(y))
    return labels


def surprise(probabilities, y):
    """The mean of -log of the probability of the right class."""
    return -float(np.log(probabilities[np.arange(len(y)), y]).mean())


# Who is called last is who a failure points at. So labels come first where the loss is in question.


@check(en="labels_for gives class numbers or one-hot rows", ko="labels_for가 클래스 번호나 원-핫을 돌려줘요")
def test_labels(learner, rng, expect):
    y = rng.numpy.permutation(np.r_[np.arange(10), rng.numpy.integers(0, 10, 3)])
    labels = keras.ops.convert_to_numpy(labels_of(learner, expect, y))
    numbers = labels.shape in ((13,), (13, 1)) and np.array_equal(labels.reshape(-1), y)
    rows = labels.shape == (13, 10) and np.array_equal(labels, np.eye(10)[y])
    expect.that(
        numbers or rows,
        en="These labels are neither the class numbers nor their one-hot rows with 10 columns. Shape and first label:",
        ko="이 라벨은 클래스 번호도, 열이 10개인 원-핫도 아니에요. 모양과 첫 번째 라벨이에요:",
        got={"shape": list(labels.shape), "y[0]": int(y[0]), "label": np.asarray(labels[0], dtype="float64").tolist()},
        want={"shape": "(13,) / (13, 10)"},
    )


@check(en="one batch goes through the loss", ko="배치 하나가 손실 함수를 지나가요")
def test_fits_together(learner, rng, expect):
    y = rng.numpy.permutation(np.r_[np.arange(10), rng.numpy.integers(0, 10, 3)])
    labels = labels_of(learner, expect, y)
    model = network(learner, expect)
    result = model.train_on_batch(rng.array(13, 6), labels, return_dict=True)
    expect(result["loss"], en="the loss", ko="손실").finite()


@check(en="the loss is the cross entropy of the right class", ko="손실은 정답 클래스의 교차 엔트로피예요")
def test_value(learner, rng, expect):
    for size in (30, 1, 10):
        x = rng.array(size, 6)
        y = np.r_[9, rng.numpy.integers(0, 9, size - 1)]
        labels = labels_of(learner, expect, y)
        model = network(learner, expect)
        model.set_weights([0.4 * rng.array(*weight.shape) for weight in model.weights])
        result = model.evaluate(x, labels, verbose=0, return_dict=True)
        want = surprise(model.predict(x, verbose=0), y)
        expect(result["loss"], en="the loss", ko="손실").close_to(want, rtol=1e-3, dtype=False)


@check(en="labels of a batch without class 9 fit too", ko="9번 클래스가 없는 배치의 라벨도 들어맞아요")
def test_missing_classes(learner, rng, expect):
    model = network(learner, expect)
    for size, classes in ((12, 4), (1, 1), (10, 9)):
        x, y = rng.array(size, 6), rng.numpy.integers(0, classes, size)
        result = model.evaluate(x, labels_of(learner, expect, y), verbose=0, return_dict=True)
        want = surprise(model.predict(x, verbose=0), y)
        expect(result["loss"], en="the loss", ko="손실").close_to(want, rtol=1e-3, dtype=False)


@check(en="the accuracy is the share of right answers", ko="정확도는 맞힌 비율이에요")
def test_accuracy(learner, rng, expect):
    x = rng.array(20, 6)
    weights = [0.4 * rng.array(*shape) for shape in ((6, 8), (8,), (8, 10), (10,))]
    ranked = (np.maximum(x @ weights[0] + weights[1], 0) @ weights[2] + weights[3]).argsort(1)
    y = np.r_[ranked[:5, -2], ranked[5:, -1]]  # five labels have the second best score
    labels = labels_of(learner, expect, y)
    model = network(learner, expect)
    model.set_weights(weights)
    result = model.evaluate(x, labels, verbose=0, return_dict=True)
    expect(result, en="what evaluate() reports", ko="evaluate()가 알려 주는 값").contains("accuracy")
    expect(result["accuracy"], en="the accuracy", ko="정확도").close_to(0.75, rtol=1e-4, dtype=False)


@check(en="the optimizer is still Adam with learning rate 0.01", ko="옵티마이저는 그대로 학습률 0.01인 Adam이에요")
def test_optimizer(learner, expect):
    optimizer = network(learner, expect).optimizer
    expect(type(optimizer).__name__, en="the optimizer", ko="옵티마이저").equals("Adam")
    rate = float(optimizer.learning_rate)
    expect(rate, en="the learning rate", ko="학습률").close_to(0.01, rtol=1e-4, dtype=False)


@check(en="training lowers the loss of the right class", ko="학습하면 정답 클래스의 손실이 줄어요")
def test_training(learner, rng, expect):
    x, y = rng.array(20, 6), rng.numpy.permutation(np.arange(20) % 10)
    labels = labels_of(learner, expect, y)
    model = network(learner, expect)
    before = surprise(model.predict(x, verbose=0), y)
    model.fit(x, labels, epochs=15, batch_size=20, verbose=0)
    after = surprise(model.predict(x, verbose=0), y)
    expect(before - after, en="how much the loss fell", ko="손실이 줄어든 양").between(0.05, None)


@check(
    en="it learns the handwritten digits: accuracy is 0.94 or more", ko="손글씨 숫자를 배워요: 정확도가 0.94 이상이에요"
)
def test_digits(learner, data, metrics, expect):
    images, y = data.digits()
    x = (images.reshape(len(images), 64) / 16).astype("float32")
    order = np.random.default_rng(0).permutation(len(x))
    x, y = x[order], y[order]
    labels = labels_of(learner, expect, y[:1437])
    model = network(learner, expect, 64, 64)
    curve = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: metrics.log("loss", logs["loss"]))
    model.fit(x[:1437], labels, batch_size=128, epochs=8, verbose=0, callbacks=[curve])
    probabilities = model.predict(x[1437:], verbose=0)
    accuracy = np.mean(probabilities.argmax(1) == y[1437:])
    expect(accuracy, en="the accuracy on new images", ko="처음 보는 그림의 정확도").between(0.94, 1.0)
    loss = surprise(probabilities, y[1437:])
    expect(loss, en="the loss on new images", ko="처음 보는 그림의 손실").between(0, 0.3)
