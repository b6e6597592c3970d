"""What a learner sees in the terminal: screens, widgets and their strings."""

import gc
import os
import sys

# Terminals with the Kitty keyboard protocol lose single Hangul syllables: no Kitty, before the first textual import.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
# A start makes many objects that stay. Looking through them for garbage again and again is a tenth of its time.
gc.set_threshold(50_000)
# A thread takes in what the grader reports. While a screen is drawn it would wait five milliseconds for each piece.
sys.setswitchinterval(0.0005)
