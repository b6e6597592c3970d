"""callbacks: stop in time, keep the best, and write down the learning rate."""

from pathlib import Path

import keras


class LearningRates(keras.callbacks.Callback):
    """Writes down the learning rate of every epoch, as floats, in the list `rates`."""

    def __init__(self):
        super().__init__()
        self.rates = []

    # TODO: a method that Keras calls once in every epoch.
    # The model is self.model, and the learning rate belongs to its optimizer.


def train(model, x, y, x_val, y_val, epochs, folder):
    """Train a compiled model with three callbacks; return the list of learning rates.

    Early stopping: when val_loss has not improved for 2 epochs, with the best weights back in the model.
    Checkpoint: the best model so far, by val_loss, in the file best.keras of `folder` (a Path).
    LearningRates: one number an epoch.
    """
    recorder = LearningRates()
    best = Path(folder) / "best.keras"
    # TODO: fit with the validation data and the three callbacks.
    raise NotImplementedError("train with three callbacks")
