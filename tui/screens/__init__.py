"""The screens a learner moves through: home, lesson, exercise, and what opens over them."""
