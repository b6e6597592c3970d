"""What runs outside the tutorial's process: the host that imported the frameworks, and its single-use workers."""
