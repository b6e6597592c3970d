"""What Ctrl+C does: while modules are imported it ends the program at once, while a command runs it raises.

A KeyboardInterrupt in the middle of an import can only end in a traceback. Runs on any Python since 3.6.
"""

import os
import signal
import time

INTERRUPTED = 130
PATIENCE = 5.0
"""Seconds after the first Ctrl+C in which further ones are ignored: what was begun is being ended."""


def end_at_once() -> None:
    """Let Ctrl+C end the program without a word. A program that was told to ignore it still does."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def raise_always() -> None:
    """Let Ctrl+C raise KeyboardInterrupt, as Python does by itself. Undoes `end_at_once`."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def raise_once() -> None:
    """Let Ctrl+C raise KeyboardInterrupt, and leave the ending that follows alone. Undoes `end_at_once`.

    Pressed again after `PATIENCE` it ends the program the hard way.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_DFL:
        return
    first: list[float] = []

    def interrupt(_number: int, _frame: object) -> None:
        if not first:
            first.append(time.monotonic())
            raise KeyboardInterrupt
        if time.monotonic() - first[0] > PATIENCE:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGINT)

    signal.signal(signal.SIGINT, interrupt)
