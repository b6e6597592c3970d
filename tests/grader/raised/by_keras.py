"""Mistakes that make Keras raise, by the key of their sentence. Nothing is imported before `ready`."""

import os
import tempfile
from pathlib import Path

import numpy as np

FOLDER = Path(tempfile.gettempdir())
X = np.ones((8, 4), np.float32)
NUMBERS = np.zeros(8, np.int64)
ONE_HOT = np.eye(3, dtype=np.float32)[NUMBERS]
keras = layers = None


def ready(backend):
    """Import Keras on this backend."""
    global keras, layers
    os.environ["KERAS_BACKEND"] = backend
    import keras as imported

    keras, layers = imported, imported.layers
    define_classes()


def define_classes():
    class Scale(layers.Layer):
        def __init__(self, factor):
            super().__init__()
            self.factor = factor

        def call(self, x):
            return x * self.factor

    class WithoutCall(keras.Model):
        pass

    globals().update(Scale=Scale, WithoutCall=WithoutCall)


def model(units=3):
    return keras.Sequential([keras.Input((4,)), layers.Dense(units)])


def fit(loss, labels, x=X, **options):
    made = model()
    made.compile("sgd", loss, **options)
    made.fit(x, labels, verbose=0)


def saved_and_loaded():
    path = FOLDER / "scaled.keras"
    keras.Sequential([keras.Input((4,)), Scale(2)]).save(path)  # noqa: F821
    keras.models.load_model(path)


def metrics_in_third_place():
    made = model()
    made.compile("sgd", "mse", ["accuracy"])
    made.fit(X, ONE_HOT, verbose=0)


def compiled_without_loss():
    made = model()
    made.compile("sgd")
    made.fit(X, ONE_HOT, verbose=0)


RAISED = {
    "keras.input_shape": [
        lambda: model()(np.ones((2, 5), np.float32)),
        lambda: fit("mse", ONE_HOT, x=np.ones((8, 5), np.float32)),
        lambda: model().predict(np.ones((8, 5)), verbose=0),
        lambda: model()(np.ones(4, np.float32)),
    ],
    "keras.input_ndim": [
        lambda: layers.Conv2D(1, 3)(np.ones((2, 28, 28), np.float32)),
        lambda: layers.LSTM(2)(np.ones((2, 3), np.float32)),
    ],
    "keras.sparse_vs_cat": [
        lambda: fit("categorical_crossentropy", NUMBERS),
        lambda: fit("categorical_crossentropy", NUMBERS[:, None]),
        lambda: fit("sparse_categorical_crossentropy", ONE_HOT),
        lambda: fit("binary_crossentropy", NUMBERS),
    ],
    "keras.not_compiled": [lambda: model().fit(X, ONE_HOT, verbose=0), compiled_without_loss],
    "keras.model_not_unbuilt": [
        lambda: keras.Sequential([layers.Dense(1)]).count_params(),
        lambda: keras.Sequential([layers.Dense(1)]).save_weights(FOLDER / "a.weights.h5"),
    ],
    "keras.save_ext": [
        lambda: model().save(FOLDER / "model"),
        lambda: model().save_weights(FOLDER / "model.h5"),
        lambda: fit("mse", ONE_HOT, x=X) or keras.callbacks.ModelCheckpoint(FOLDER / "best"),
    ],
    "keras.get_config": [saved_and_loaded],
    "keras.weights_shape": [
        lambda: model().set_weights([np.ones((3, 4)), np.ones(3)]),
        lambda: model().set_weights([np.ones((3, 4))]),
    ],
    "keras.input_type": [
        lambda: fit("mse", [[1, 2, 3]] * 8, x=[[1, 2, 3, 4]] * 8),
        lambda: layers.Dense(1)("text"),
    ],
    "keras.text_among_numbers": [lambda: fit("mse", np.array(["a"] * 8)), metrics_in_third_place],
    "keras.units": [lambda: layers.Dense(0), lambda: layers.Dense(2.5)],
    "keras.unknown_name_close": [
        lambda: fit("mean_squared_eror", ONE_HOT),
        lambda: fit("mse", ONE_HOT, metrics=["acuracy"]),
        lambda: model().compile("sdg", "mse"),
        lambda: layers.Dense(1, activation="relUU"),
    ],
    "keras.unknown_name": [lambda: fit("qqqqqqqq", ONE_HOT)],
    "keras.raw_ops_functional": [lambda: np.exp(keras.Input((4,)))],
    "data.lengths_differ": [lambda: fit("mse", ONE_HOT[:5])],
    "mod.no_forward": [lambda: WithoutCall()(X)],  # noqa: F821
    "mod.not_a_module": [lambda: keras.Sequential([layers.Dense])],
    "error.kernel_too_large": [lambda: layers.Conv2D(1, 5)(np.ones((1, 3, 3, 1), np.float32))],
    "error.index_range": [lambda: layers.Embedding(3, 2)(np.array([[7]]))],
    "error.reshape": [lambda: layers.Reshape((5,))(np.ones((2, 4))), lambda: keras.ops.reshape(np.ones(6), (4, 2))],
    "error.join_shapes": [lambda: layers.Concatenate()([np.ones((2, 3)), np.ones((3, 4))])],
    "error.broadcast": [
        lambda: fit("mse", np.ones((8, 2), np.float32)),
        lambda: layers.Add()([np.ones((2, 3)), np.ones((2, 4))]),
        lambda: keras.ops.add(np.ones(2), np.ones(3)),
    ],
    "error.matmul_shapes": [lambda: keras.ops.matmul(np.ones((2, 3)), np.ones((2, 3)))],
    "error.keyword": [lambda: model().compile(optimiser="sgd")],
    "error.arguments": [lambda: layers.Dense(unit=3), lambda: model().predict()],
    "error.no_file": [lambda: keras.models.load_model(FOLDER / "not_there.keras")],
    "loss.ce_target": [lambda: fit("sparse_categorical_crossentropy", NUMBERS + 7)],
}
