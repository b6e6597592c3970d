"""sorted_validation with scikit-learn, the same share of each class on both sides."""

from sklearn.model_selection import train_test_split


def train(model, x, y, epochs):
    x_train, x_val, y_train, y_val = train_test_split(x, y, test_size=1 / 3, stratify=y, random_state=0)
    return model.fit(x_train, y_train, epochs=epochs, validation_data=(x_val, y_val), verbose=0).history
