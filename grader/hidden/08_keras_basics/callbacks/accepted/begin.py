"""callbacks with the rate written down when an epoch begins, and defaults where they fit."""

import keras


class LearningRates(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.rates = []

    def on_epoch_begin(self, epoch, logs=None):
        rate = keras.ops.convert_to_numpy(self.model.optimizer.learning_rate)
        self.rates.append(rate.item())


def train(model, x, y, x_val, y_val, epochs, folder):
    recorder = LearningRates()
    checkpoint = keras.callbacks.ModelCheckpoint(f"{folder}/best.keras", save_best_only=True)
    stop = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    model.fit(x, y, 32, epochs, 0, [recorder, checkpoint, stop], validation_data=(x_val, y_val))
    return recorder.rates
