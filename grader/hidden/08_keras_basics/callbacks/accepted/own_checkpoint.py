"""callbacks with a checkpoint of one's own."""

import os

import keras


class LearningRates(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.rates = []

    def on_epoch_end(self, epoch, logs=None):
        self.rates.append(float(self.model.optimizer.learning_rate.numpy()))


class KeepBest(keras.callbacks.Callback):
    def __init__(self, file):
        super().__init__()
        self.file = file
        self.best = float("inf")

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best = logs["val_loss"]
            self.model.save(self.file)


def train(model, x, y, x_val, y_val, epochs, folder):
    recorder = LearningRates()
    best = os.path.join(folder, "best.keras")
    stop = keras.callbacks.EarlyStopping("val_loss", patience=2, mode="min", restore_best_weights=True)
    model.fit(
        x, y, epochs=epochs, validation_data=(x_val, y_val), callbacks=[stop, KeepBest(best), recorder], verbose=0
    )
    return recorder.rates
