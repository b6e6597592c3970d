"""The best weights come back only when training stops early."""

from pathlib import Path

import keras


class LearningRates(keras.callbacks.Callback):
    """Writes down the learning rate of every epoch."""

    def __init__(self):
        super().__init__()
        self.rates = []

    def on_epoch_end(self, epoch, logs=None):
        self.rates.append(float(self.model.optimizer.learning_rate))


class Patience(keras.callbacks.Callback):
    """Stops after 2 epochs without a new best."""

    def __init__(self):
        super().__init__()
        self.best, self.waited = float("inf"), 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.waited = logs["val_loss"], 0
            self.weights = self.model.get_weights()
            return
        self.waited += 1
        if self.waited == 2:
            self.model.stop_training = True
            self.model.set_weights(self.weights)


def train(model, x, y, x_val, y_val, epochs, folder):
    """Train a compiled model with three callbacks; return the list of learning rates."""
    recorder = LearningRates()
    best = Path(folder) / "best.keras"
    model.fit(
        x,
        y,
        epochs=epochs,
        validation_data=(x_val, y_val),
        callbacks=[
            Patience(),
            keras.callbacks.ModelCheckpoint(best, monitor="val_loss", save_best_only=True),
            recorder,
        ],
        verbose=0,
    )
    return recorder.rates
