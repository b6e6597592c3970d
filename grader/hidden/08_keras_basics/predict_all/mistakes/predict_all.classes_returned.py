"""The class numbers, not the probabilities."""


def predict_all(model, x):
    return model.predict(x, verbose=0).argmax(axis=1)
