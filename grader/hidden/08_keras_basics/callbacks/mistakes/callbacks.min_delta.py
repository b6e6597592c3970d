"""A loss has to fall by a hundredth at least."""

from pathlib import Path

import keras


class LearningRates(keras.callbacks.Callback):
    """Writes down the learning rate of every epoch."""

    def __init__(self):
        super().__init__()
        self.rates = []

    def on_epoch_end(self, epoch, logs=None):
        self.rates.append(float(self.model.optimizer.learning_rate))


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
            keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, min_delta=0.01, restore_best_weights=True),
            keras.callbacks.ModelCheckpoint(best, monitor="val_loss", save_best_only=True),
            recorder,
        ],
        verbose=0,
    )
    return recorder.rates
