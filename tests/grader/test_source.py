"""The learner's source tells why a function gives nothing back, and which line to look at first."""

import ast
import textwrap

import pytest

from grader.worker.source import Source, place, why_nothing


def source_of(text, called="f"):
    text = textwrap.dedent(text).strip("\n")
    return Source(text, ast.parse(text), called)


WAYS = {
    "no return": ("x = 1", "no `return` with a value", 2),
    "a bare return": ("x = 1\nreturn", "no `return` with a value", 3),
    "return None": ("return None", "no `return` with a value", 2),
    "an inner function returns": ("def g():\n    return 1\ng()", "no `return` with a value", 4),
    "one branch": ("if a:\n    return 1", "`return` on line 3 was not reached", 3),
    "one of two branches": ("if a:\n    return 1\nelse:\n    b()", "was not reached", 3),
    "a bare return before": ("if a:\n    return\nreturn 1", "was not reached", 4),
    "in a loop": ("for a in b:\n    return 1", "was not reached", 3),
    "in a with block": ("with a:\n    return b.backward()", "Line 3 returns what `backward()` gives", 3),
    "a name": ("return a", "Line 2 returns something that is None", 2),
    "both branches": ("if a:\n    return b\nelse:\n    raise c", "returns something that is None", 3),
    "try": ("try:\n    return a\nexcept E:\n    return b.append(1)", "Line 5 returns what `append()` gives", 5),
    "try that runs out": ("try:\n    return a\nexcept E:\n    pass", "was not reached", 3),
    "finally returns": ("try:\n    pass\nfinally:\n    return a", "returns something that is None", 5),
    "an endless loop": ("while True:\n    if a:\n        return b", "returns something that is None", 4),
    "print": ("return print(1)", "`print()`", 2),
    "only a docstring": ('"""Return one."""', "has no code of its own", 1),
    "pass": ("pass", "has no code of its own", 1),
    "an ellipsis": ("...", "has no code of its own", 1),
}


@pytest.mark.parametrize(("body", "said", "line"), WAYS.values(), ids=WAYS)
def test_why_a_function_gives_nothing_back(body, said, line):
    text, where = why_nothing(source_of("def f():\n" + textwrap.indent(body, "    ")))
    assert said in text["en"]
    assert where.line == line


def test_a_function_that_is_not_in_the_file_tells_nothing():
    assert why_nothing(source_of("f = len")) is None
    assert why_nothing(source_of("def f():\n    pass", called=None)) is None
    assert place("value.one", source_of("x = 1")) is None


PLACES = {
    "the only return": ("value.one", "x = 1\nreturn x", 3),
    "the def of several returns": ("value.one", "if a:\n    return 1\nreturn 2", 1),
    "the ellipsis": ("value.ellipsis", "y = x[..., 0]\nz = ...\nreturn z", 3),
    "where history is cut": ("graph.cut", "y = x * 2\nz = y.item()\nreturn z", 3),
    "a loop": ("operations.grow", "y = 0\nwhile y < 3:\n    y += 1\nreturn y", 3),
    "a comprehension": ("lines.grow", "return [y for y in x]", 2),
    "an addition in place": ("input.changed", "y = x\ny += 1\nreturn y", 3),
    "an element that is set": ("input.changed", "x[0] = 1\nreturn x", 2),
    "a method that works in place": ("input.changed", "x.requires_grad_()\nx.add_(1)\nreturn x", 3),
    "nothing telling": ("input.changed", "return x", 2),
}


@pytest.mark.parametrize(("failure", "body", "line"), PLACES.values(), ids=PLACES)
def test_the_line_to_look_at_first(failure, body, line):
    assert place(failure, source_of("def f(x):\n" + textwrap.indent(body, "    "))).line == line


def test_a_telling_line_outside_of_the_function_is_found_too():
    source = source_of("def g(x):\n    return x.detach()\n\ndef f(x):\n    return g(x)")
    assert place("graph.cut", source).code == "return x.detach()"
