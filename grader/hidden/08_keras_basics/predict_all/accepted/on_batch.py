"""predict_all with predict_on_batch."""

import keras


def predict_all(model, x):
    logits = keras.ops.convert_to_tensor(model.predict_on_batch(x))
    return keras.ops.convert_to_numpy(keras.ops.softmax(logits))
