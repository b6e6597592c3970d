"""What of a solution can be seen in the exercise's stub: nothing that the learner is to write.

What is to be written are the statements of the solution that the stub does not hold as code. None of them may stand in
a comment, a docstring or another string of the stub, unless the task itself shows it, or it says as good as nothing.
"""

from __future__ import annotations

import ast
import io
import tokenize
from typing import TYPE_CHECKING, Final

from grader import Status, Verdict
from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from study.course import Exercise

_SAYS_SOMETHING: Final = (ast.Call, ast.BinOp, ast.Compare, ast.BoolOp, ast.Subscript)


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
    """Yield each line of a stub's comments and strings that gives a statement of the solution away.

    stub, solution: Python code. tasks: the texts of the task in every language.
    """
    held, wanted = (list(map(_bare, _statements(ast.parse(text)))) for text in (stub, solution))
    given = set(held)
    missing = [code for code in _statements(ast.parse(solution), telling=True) if _bare(code) not in given]
    if held == wanted:
        yield complain(exercise.id, Step.STUB, exercise.stub, "complete")
    shown = _bare(tasks)
    for line, text in _words(stub):
        for code in missing:
            if _bare(code) in _bare(text) and _bare(code) not in shown:
                yield complain(exercise.id, Step.STUB, exercise.stub, "in_sight", line, code=code)


def _statements(tree: ast.Module, *, telling: bool = False) -> Iterator[str]:
    """Yield the statements, of blocks the line that opens them. telling: only those that compute something."""
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not isinstance(node, ast.stmt) or isinstance(node, named) or is_text:
            continue
        code = ast.unparse(node).splitlines()[0]
        opened = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
        inside = [part for child in opened for part in ast.walk(child)]
        is_super = "super().__init__()" in code
        if not telling or (not is_super and any(isinstance(part, _SAYS_SOMETHING) for part in inside)):
            yield code


def _words(stub: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(stub).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            yield token.start[0], token.string


def _bare(text: str) -> str:
    return "".join(text.split()).replace("'", '"')
