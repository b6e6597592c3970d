"""What a learner sees in the terminal: screens, widgets and their strings."""

import os

# Terminals with the Kitty keyboard protocol lose single Hangul syllables: no Kitty, before the first textual import.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
