"""What of a solution can be seen in the exercise's stub: nothing that the learner is to write.

What is to be written is the code of the solution that the stub does not hold as code. None of it may stand in a
comment, a docstring or another string of the stub: no whole statement that computes something, and no expression of
several steps, whatever stands around it. What the task itself shows may be seen.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader import Status, Verdict
from grader.syntax import parse
from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from study.course import Exercise

_STEPS: Final = (ast.Call, ast.BinOp, ast.Compare, ast.BoolOp, ast.Subscript)
"""What computes something."""
SEVERAL: Final = 2
"""Steps from which on an expression by itself says how it is done; `len(x)` or `x.shape[0]` describes an argument."""
_WORD: Final = re.compile(r"\w+|\S")
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Code:
    """A statement or expression of a solution: as it is told, and its words."""

    shown: str
    words: _Words


@dataclass(frozen=True, slots=True)
class _Prose:
    """The words of a comment or string of a stub, each with its line."""

    words: _Words
    lines: Sequence[int]


def judged(exercise: Exercise, verdict: Verdict, untouched: Verdict) -> Iterator[Complaint]:
    """Yield what is wrong with how a stub was judged: as an answer, and as what it is."""
    if verdict.status is not Status.FAILED:
        how = verdict.error.splitlines()[0] if verdict.error else ""
        line = verdict.where.line if verdict.where else 0
        key = "passes" if verdict.passed else "not_failed"
        yield complain(exercise.id, Step.STUB, exercise.stub, key, line, status=verdict.status, how=how)
    if not untouched.not_started:
        yield complain(exercise.id, Step.STUB, exercise.stub, "started")


def in_sight(exercise: Exercise, stub: str, solution: str, tasks: str) -> Iterator[Complaint]:
    """Yield each place in a stub's comments and strings that gives code of the solution away.

    stub, solution: Python code. tasks: the texts of the task in every language.
    """
    if _written(stub) == _written(solution):
        yield complain(exercise.id, Step.STUB, exercise.stub, "complete")
    held, shown = {code.words for code in _codes(parse(stub))}, _words(tasks)
    wanted = (code for code in _codes(parse(solution)) if code.words not in held)
    missing = [code for code in wanted if not _places(code.words, shown)]
    for prose in _prose(stub):
        for code, place in _given_away(missing, prose.words):
            line = prose.lines[place]
            yield complain(exercise.id, Step.STUB, exercise.stub, "in_sight", line, code=code.shown)


def _given_away(missing: Iterable[_Code], words: _Words) -> Iterator[tuple[_Code, int]]:
    """Yield the code that stands somewhere in `words`, and where; of code within code the outer one only."""
    told: list[range] = []
    for code in sorted(missing, key=lambda code: -len(code.words)):
        for place in _places(code.words, words):
            here = range(place, place + len(code.words))
            if not any(here.start in outer and here[-1] in outer for outer in told):
                told.append(here)
                yield code, place


def _codes(tree: ast.Module) -> Iterator[_Code]:
    """Yield each statement that computes something, of a block the line that opens it, and each long expression."""
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    codes: dict[str, None] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or isinstance(node, named):
            continue
        opening = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
        if not any(map(_steps, opening)) or "super().__init__()" in (line := ast.unparse(node).splitlines()[0]):
            continue
        codes[line] = None
        inside = (part for child in opening for part in ast.walk(child))
        codes.update((ast.unparse(part), None) for part in inside if _steps(part) >= SEVERAL)
    for code in codes:
        yield _Code(code, _words(code))


def _steps(node: ast.AST) -> int:
    return sum(isinstance(part, _STEPS) for part in ast.walk(node))


def _prose(stub: str) -> Iterator[_Prose]:
    """Yield the strings of a stub, and its comments; what stands in one column, line below line, is one comment."""
    comment: list[tuple[str, int]] = []
    place = (0, 0)
    for token in tokenize.generate_tokens(io.StringIO(stub).readline):
        if token.type not in (tokenize.COMMENT, tokenize.STRING):
            continue
        line, column = token.start
        lines = [(text, number) for number, text in enumerate(token.string.split("\n"), start=line)]
        if token.type == tokenize.STRING:
            yield _prose_of(lines)
            continue
        if place != (line - 1, column):
            yield _prose_of(comment)
            comment = []
        comment += [(token.string.lstrip("#"), line)]
        place = (line, column)
    yield _prose_of(comment)


def _prose_of(lines: Iterable[tuple[str, int]]) -> _Prose:
    pairs = [(word, number) for text, number in lines for word in _words(text)]
    return _Prose(tuple(word for word, _ in pairs), [number for _, number in pairs])


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(text.replace("'", '"')))


def _places(code: _Words, words: _Words) -> Sequence[int]:
    """Return where `code` begins in `words`."""
    return [place for place in range(len(words) - len(code) + 1) if words[place : place + len(code)] == code]


def _written(code: str) -> Sequence[str]:
    """Return what code computes: without docstrings, annotations, and what stands in the place of what is missing."""
    return [ast.dump(statement) for statement in _Bare().visit(parse(code)).body]


class _Bare(ast.NodeTransformer):
    """Takes out what computes nothing, and `raise NotImplementedError`."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        """Take out docstrings and `...`."""
        return None if isinstance(node.value, ast.Constant) else node

    def visit_Raise(self, node: ast.Raise) -> ast.Raise | None:
        """Take out what a stub raises."""
        return None if node.exc is not None and "NotImplementedError" in ast.unparse(node.exc) else node

    def visit_Pass(self, _node: ast.Pass) -> None:
        """Take out what does nothing."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Take out what an argument is said to be."""
        return ast.arg(node.arg)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Take out what a function is said to return."""
        node.returns = None
        return self.generic_visit(node)
