"""labels_vs_loss: class numbers and the loss that goes with them."""

import keras


def labels_for(y):
    """Return the labels in the form that the loss below wants."""
    return y


def compile_model(model):
    """Compile a model that answers with 10 probabilities."""
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
