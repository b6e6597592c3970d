"""Measure the tutorial on this machine: how long a verdict takes beside a cold pytest, the start, the memory."""
