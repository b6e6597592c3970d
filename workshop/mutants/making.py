"""Make every mutant of a solution: those that differ from it and from each other, and that Python can compile."""

from __future__ import annotations

import difflib
import hashlib
import types
import warnings
from typing import TYPE_CHECKING, Final

from workshop.mutants.calls import arguments, unwrapped
from workshop.mutants.constants import constants, slices
from workshop.mutants.expressions import comparisons, conditions, operators
from workshop.mutants.mutant import Change, Mutant
from workshop.mutants.siblings import devices, names, variables
from workshop.mutants.solution import Solution
from workshop.mutants.statements import decorators, deletions, swaps

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Hashable, Iterator, Sequence

KINDS: Final[Sequence[Callable[[ast.AST, Solution], Iterator[Change]]]] = (
    deletions,
    swaps,
    decorators,
    conditions,
    comparisons,
    operators,
    constants,
    slices,
    arguments,
    unwrapped,
    names,
    devices,
    variables,
)


def mutants_of(text: str, name: str = "solution.py") -> tuple[Mutant, ...]:
    """Return the mutants of a solution's text, in the order of its lines. Raises SyntaxError.

    name: what the diffs call the file.
    """
    solution = Solution(text)
    seen = {_essence(_compiled(text))}
    given: dict[str, int] = {}
    found = []
    for change in _changes(solution):
        source = text[: change.start] + change.text + text[change.end :]
        code = _compiled(source)
        if code is None or _essence(code) in seen:
            continue
        seen.add(_essence(code))
        number = given[change.place] = given.get(change.place, 0) + 1
        found.append(_mutant(change, number, text, source, name))
    return tuple(sorted(found, key=lambda mutant: mutant.line))


def sample(mutants: Sequence[Mutant], count: int) -> tuple[Mutant, ...]:
    """Return `count` of the mutants, always the same ones as long as their statements stay as they are."""
    by_id = sorted(mutants, key=lambda mutant: hashlib.sha256(mutant.id.encode()).digest())
    return tuple(sorted(by_id[:count], key=lambda mutant: (mutant.line, mutant.id)))


def _changes(solution: Solution) -> Iterator[Change]:
    for node in (solution.tree, *solution.nodes):
        for kind in KINDS:
            yield from kind(node, solution)


def _mutant(change: Change, number: int, text: str, source: str, name: str) -> Mutant:
    function, _, _ = change.place.partition("\0")
    digest = hashlib.sha256(f"{change.kind}\0{change.place}\0{number}".encode()).hexdigest()[:8]
    old, new = text.splitlines(), source.splitlines()
    lines = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    return Mutant(
        f"{function}/{change.kind.replace(' ', '-')}/{digest}",
        change.kind,
        function,
        text.count("\n", 0, change.start) + 1,
        " ".join(line[2:].strip() for line in lines if line.startswith("-")),
        " ".join(line[2:].strip() for line in lines if line.startswith("+")),
        source,
        "\n".join(difflib.unified_diff(old, new, name, "mutant", n=1, lineterm="")),
    )


def _compiled(source: str) -> types.CodeType | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return compile(source, "<mutant>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None


def _essence(code: types.CodeType | None) -> Hashable:
    """Return what a code object does, without the lines it came from."""
    if code is None:
        return None
    inner = tuple(_essence(one) if isinstance(one, types.CodeType) else repr(one) for one in code.co_consts)
    handlers, names = code.co_exceptiontable, (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return (code.co_code, inner, names, handlers, code.co_flags, code.co_argcount, code.co_name)
