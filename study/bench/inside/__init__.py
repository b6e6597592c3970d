"""What runs in the measured processes: the same checks with the same fixtures, without the grader around them."""
