"""Mistakes that make TensorFlow raise, by the key of their sentence. Nothing is imported before `ready`."""

import os

import numpy as np

tf = keras = None
leaked = []


def ready(backend):
    """Import TensorFlow and Keras."""
    global tf, keras
    os.environ["KERAS_BACKEND"] = backend
    import keras as imported
    import tensorflow

    tf, keras = tensorflow, imported


def asked_twice():
    x = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = x * x
    tape.gradient(y, x)
    tape.gradient(y, x)


def applied(pairs):
    keras.optimizers.SGD().apply_gradients(pairs(tf.Variable(1.0)))


def variable_inside():
    @tf.function
    def scale(x):
        return tf.Variable(1.0) * x

    scale(tf.constant(1.0))


def kept_from_a_graph():
    @tf.function
    def keep(x):
        leaked.append(x * 2)
        return x

    keep(tf.constant(1.0))
    return leaked[-1] + 1


def decided_by_a_tensor():
    def size(x):
        return x if x > 0 else -x

    tf.function(size, autograph=False)(tf.constant(1.0))


def written_into():
    x = tf.constant([1.0, 2.0])
    x[0] = 3.0


RAISED = {
    "tf.tape_persistent": [asked_twice],
    "tf.apply_order": [
        lambda: applied(lambda x: [(None, x)]),
        lambda: applied(lambda x: [(x, tf.constant(1.0))]),
    ],
    "tf.var_in_function": [variable_inside],
    "tf.tensor_leak": [kept_from_a_graph],
    "tf.python_bool": [decided_by_a_tensor],
    "tf.immutable": [written_into, lambda: tf.constant(1.0).assign(2.0)],
    "tf.assign_shape": [lambda: tf.Variable([1.0, 2.0]).assign([1.0])],
    "tf.dtype_mix": [
        lambda: tf.constant(1.0) + tf.constant(1),
        lambda: tf.constant(1.0) * tf.constant(1.0, tf.float64),
        lambda: tf.ones((2, 2)) @ tf.ones((2, 2), tf.int32),
    ],
    "tf.v1_api": [lambda: tf.Session(), lambda: tf.placeholder(tf.float32)],
    "keras.raw_ops_functional": [lambda: tf.nn.relu(keras.Input((4,)))],
    "keras.sparse_vs_cat": [
        lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=np.eye(3), logits=np.eye(3)),
    ],
    "error.none_used": [lambda: tf.constant(None), lambda: tf.constant(1.0) * None],
    "error.matmul_shapes": [lambda: tf.ones((2, 3)) @ tf.ones((2, 3))],
    "error.broadcast": [lambda: tf.ones(2) + tf.ones(3)],
    "error.reshape": [lambda: tf.reshape(tf.ones(6), (4, 2))],
    "error.join_shapes": [
        lambda: tf.concat([tf.ones((2, 3)), tf.ones((3, 4))], 0),
        lambda: tf.stack([tf.ones(2), tf.ones(3)]),
    ],
    "error.index_range": [lambda: tf.gather(tf.ones(3), [5]), lambda: tf.ones(3)[5]],
    "error.index_dtype": [
        lambda: tf.gather(tf.ones(3), [1.0]),
        lambda: tf.one_hot(tf.ones(3), 3),
        lambda: tf.ones(3)[tf.constant([0, 1])],
    ],
    "error.ragged": [lambda: tf.constant([[1], [1, 2]])],
    "error.truth": [lambda: bool(tf.ones(2) > 0)],
    "error.item": [lambda: float(tf.ones(2))],
    "error.no_axis": [lambda: list(tf.constant(1.0))],
    "value.ellipsis": [lambda: tf.reduce_sum(...), lambda: tf.ones(2) * ...],
}
