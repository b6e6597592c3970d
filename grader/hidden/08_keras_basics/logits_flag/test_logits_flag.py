"""Checks for logits_flag."""

import warnings

import keras
import numpy as np

from grader.vocabulary import check

FAMILY = "keras-torch"
SECONDS = 60

DIGITS = {"en": "the model of digit_classifier()", "ko": "digit_classifier()의 모델"}
LARGE = {"en": "the model of large_digit_classifier()", "ko": "large_digit_classifier()의 모델"}


def looked_at(model, name, units, expect):
    """The learner's model, compiled and with the weights of 64 -> 32 -> units."""
    expect(model, **name).is_a(keras.Model)
    expect(bool(model.compiled), en="whether it is compiled", ko="compile되었는지").equals(True)
    shapes = [list(weight.shape) for weight in model.weights]
    expect(shapes, en="the shapes of the weights", ko="가중치의 모양").equals([[64, 32], [32], [32, units], [units]])
    return model


def scores(model, x):
    """The scores before any softmax or sigmoid, computed by hand from the model's weights."""
    kernel, bias, out_kernel, out_bias = model.get_weights()
    return np.maximum(x @ kernel + bias, 0) @ out_kernel + out_bias


def log_softmax(logits):
    shifted = logits - logits.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))


def evaluated(model, x, y, expect):
    result = model.evaluate(x, y, verbose=0, return_dict=True)
    expect(result, en="what evaluate() reports", ko="evaluate()가 알려 주는 값").contains("loss", "accuracy")
    return result


def either(output, logits, probabilities, expect):
    """Expect `output` to be one of the two, and show the nearer one otherwise."""
    near_logits = np.abs(output - logits).max() < 1e-3 if output.shape == logits.shape else False
    want = logits if near_logits else probabilities
    expect(output, en="the output", ko="출력").close_to(want, rtol=1e-3, atol=1e-4, dtype=False)


@check(en="ten classes: the output is logits or probabilities", ko="클래스 10개: 출력은 로짓이거나 확률이에요")
def test_ten_outputs(learner, rng, expect):
    model = looked_at(learner.digit_classifier(), DIGITS, 10, expect)
    for size in (5, 1, 10):
        x = 2 * rng.array(size, 64)
        logits = scores(model, x)
        output = keras.ops.convert_to_numpy(model(x))
        either(output, logits, np.exp(log_softmax(logits)), expect)


@check(
    en="ten classes: the loss is the cross entropy of that output", ko="클래스 10개: 손실은 그 출력의 교차 엔트로피예요"
)
def test_ten_loss(learner, rng, expect):
    model = looked_at(learner.digit_classifier(), DIGITS, 10, expect)
    model.set_weights([0.2 * rng.array(*weight.shape) for weight in model.weights])
    for size in (40, 1, 10):
        x, y = rng.array(size, 64), rng.numpy.integers(0, 10, size)
        result = evaluated(model, x, y, expect)
        want = -float(log_softmax(scores(model, x))[np.arange(size), y].mean())
        expect(result["loss"], en="the loss", ko="손실").close_to(want, rtol=1e-3, atol=1e-4, dtype=False)
        share = float(np.mean(scores(model, x).argmax(1) == y))
        expect(result["accuracy"], en="the accuracy", ko="정확도").close_to(share, rtol=1e-3, dtype=False)


@check(en="yes or no: the output is a logit or a probability", ko="예/아니오: 출력은 로짓이거나 확률이에요")
def test_two_outputs(learner, rng, expect):
    model = looked_at(learner.large_digit_classifier(), LARGE, 1, expect)
    for size in (5, 1):
        x = 2 * rng.array(size, 64)
        logits = scores(model, x)
        output = keras.ops.convert_to_numpy(model(x))
        either(output, logits, 1 / (1 + np.exp(-logits)), expect)


@check(en="yes or no: the loss is the cross entropy of that output", ko="예/아니오: 손실은 그 출력의 교차 엔트로피예요")
def test_two_loss(learner, rng, expect):
    model = looked_at(learner.large_digit_classifier(), LARGE, 1, expect)
    model.set_weights([0.2 * rng.array(*weight.shape) for weight in model.weights])
    for size in (40, 1):
        x, y = rng.array(size, 64), rng.numpy.integers(0, 2, (size, 1)).astype("float32")
        logits = scores(model, x)
        want = float(np.mean(np.logaddexp(0, logits) - y * logits))
        result = evaluated(model, x, y, expect)
        expect(result["loss"], en="the loss", ko="손실").close_to(want, rtol=1e-3, atol=1e-4, dtype=False)


@check(en="yes or no: the accuracy cuts at probability 0.5", ko="예/아니오: 정확도의 경계는 확률 0.5예요")
def test_two_accuracy(learner, rng, expect):
    model = looked_at(learner.large_digit_classifier(), LARGE, 1, expect)
    for scale in (0.05, 0.2):
        model.set_weights([scale * rng.array(*weight.shape) for weight in model.weights])
        x = rng.array(60, 64)
        y = (scores(model, x) > 0).astype("float32")
        y[::4] = 1 - y[::4]
        result = evaluated(model, x, y, expect)
        expect(result["accuracy"], en="the accuracy", ko="정확도").close_to(0.75, rtol=1e-3, dtype=False)


@check(en="both models learn, with Adam at learning rate 0.01", ko="두 모델 모두 학습률 0.01인 Adam으로 배워요")
def test_optimizers(learner, rng, expect):
    x = rng.array(64, 64)
    for build, names, units, y in (
        (learner.digit_classifier, DIGITS, 10, rng.numpy.integers(0, 10, 64)),
        (learner.large_digit_classifier, LARGE, 1, rng.numpy.integers(0, 2, (64, 1)).astype("float32")),
    ):
        model = looked_at(build(), names, units, expect)
        expect(type(model.optimizer).__name__, en="the optimizer", ko="옵티마이저").equals("Adam")
        rate = float(model.optimizer.learning_rate)
        expect(rate, en="the learning rate", ko="학습률").close_to(0.01, rtol=1e-4, dtype=False)
        losses = model.fit(x, y, batch_size=64, epochs=10, verbose=0).history["loss"]
        expect(
            losses[0] - losses[-1], en="how much the loss fell in 10 steps", ko="10스텝 동안 손실이 줄어든 양"
        ).between(0.01, None)


@check(en="on TensorFlow nothing has to be repaired", ko="TensorFlow에서도 고쳐 줄 것이 없어요", family="tensorflow")
def test_tensorflow(learner, rng, expect):
    model = looked_at(learner.digit_classifier(), DIGITS, 10, expect)
    model.set_weights([0.2 * rng.array(*weight.shape) for weight in model.weights])
    x, y = rng.array(40, 64), rng.numpy.integers(0, 10, 40)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = evaluated(model, x, y, expect)
    complaints = [str(one.message) for one in caught if "from_logits" in str(one.message)]
    expect.that(
        not complaints,
        en="TensorFlow warns that the output comes from a softmax while the loss expects logits. "
        "It repairs this by itself; other backends do not.",
        ko="출력은 softmax를 지났는데 손실은 로짓을 받기로 되어 있다고 TensorFlow가 경고했어요. "
        "TensorFlow는 알아서 고쳐 주지만 다른 백엔드는 그러지 않아요.",
        got=len(complaints) > 0,
        want=False,
    )
    want = -float(log_softmax(scores(model, x))[np.arange(40), y].mean())
    expect(result["loss"], en="the loss", ko="손실").close_to(want, rtol=1e-3, atol=1e-4, dtype=False)


@check(
    en="the handwritten digits are learned: the loss falls below 0.3 and accuracy is 0.94 or more",
    ko="손글씨 숫자를 배워요: 손실은 0.3 아래로 내려가고 정확도는 0.94 이상이에요",
)
def test_digits(learner, data, metrics, expect):
    images, labels = data.digits()
    x = (images.reshape(len(images), 64) / 16).astype("float32")
    order = np.random.default_rng(0).permutation(len(x))
    x, labels = x[order], labels[order]
    model = looked_at(learner.digit_classifier(), DIGITS, 10, expect)
    curve = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: metrics.log("loss", logs["loss"]))
    model.fit(x[:1437], labels[:1437], batch_size=128, epochs=8, verbose=0, callbacks=[curve])
    result = evaluated(model, x[1437:], labels[1437:], expect)
    expect(result["loss"], en="the loss on new images", ko="처음 보는 그림의 손실").between(0, 0.3)
    expect(result["accuracy"], en="the accuracy on new images", ko="처음 보는 그림의 정확도").between(0.94, 1.0)
