"""What a file does to TensorFlow as a whole ends with its run."""

import pytest

from grader import FAMILIES

pytestmark = pytest.mark.skipif(bool(FAMILIES["tensorflow"].missing()), reason="TensorFlow is not installed")

CHECK = """
import tensorflow as tf


@check(en="doubled in a graph", ko="그래프에서도 두 배가 돼요")
def test_graph(learner, expect):
    expect(tf.function(learner.double)(tf.constant([1.0, 2.0]))).close_to(tf.constant([2.0, 4.0]))
"""
RIGHT = "import tensorflow as tf\n\n\ndef double(x):\n    return tf.add(x, x)\n"


@pytest.mark.parametrize(
    "change",
    [
        "tf.config.run_functions_eagerly(True)",
        "tf.config.set_visible_devices([], 'GPU')",
        "tf.config.threading.set_intra_op_parallelism_threads(64)",
        "tf.config.optimizer.set_jit(True)",
        "tf.random.set_seed(123)",
        "tf.add = tf.multiply",
        "import keras; keras.config.set_floatx('float64')",
        "import keras; keras.mixed_precision.set_global_policy('mixed_bfloat16')",
        "tf.compat.v1.disable_eager_execution()",
    ],
)
def test_a_change_of_tensorflow_does_not_reach_the_next_run(make_bench, change):
    bench = make_bench(CHECK, 20, "tensorflow")
    bench.grade(f"import tensorflow as tf\n\n{change}\n\n\ndef double(x):\n    return x + 1.5\n")
    verdict = bench.grade(RIGHT)
    assert verdict.passed, verdict
