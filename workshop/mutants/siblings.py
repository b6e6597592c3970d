"""Names that stand for something near: sum for mean, relu for tanh, float64 for float32, one variable for another."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workshop.mutants.mutant import Change
    from workshop.mutants.solution import Solution

_FAMILIES: Final = (
    ("sum", "mean", "prod"),
    ("max", "min"),
    ("amax", "amin"),
    ("argmax", "argmin"),
    ("maximum", "minimum"),
    ("any", "all"),
    ("std", "var"),
    ("ones", "zeros"),
    ("ones_like", "zeros_like"),
    ("rand", "randn"),
    ("rand_like", "randn_like"),
    ("softmax", "log_softmax", "sigmoid"),
    ("relu", "gelu", "tanh", "sigmoid"),
    ("ReLU", "GELU", "Tanh", "Sigmoid"),
    ("mse_loss", "l1_loss", "smooth_l1_loss"),
    ("MSELoss", "L1Loss"),
    ("cross_entropy", "nll_loss"),
    ("CrossEntropyLoss", "NLLLoss"),
    ("SparseCategoricalCrossentropy", "CategoricalCrossentropy"),
    ("sparse_categorical_crossentropy", "categorical_crossentropy"),
    ("BinaryCrossentropy", "MeanSquaredError"),
    ("BinaryAccuracy", "Accuracy"),
    ("float", "double", "long", "half"),
    ("float32", "float64", "int64", "float16"),
    ("exp", "log"),
    ("sqrt", "square"),
    ("floor", "ceil"),
    ("cat", "stack"),
    ("mm", "matmul"),
    ("squeeze", "unsqueeze"),
    ("eval", "train"),
    ("no_grad", "enable_grad"),
    ("inference_mode", "enable_grad"),
    ("append", "extend"),
    ("deepcopy", "copy"),
    ("permutation", "arange", "sort"),
    ("gather", "index_select"),
    ("scatter", "scatter_add"),
    ("scatter_", "scatter_add_"),
    ("SGD", "Adam"),
    ("StepLR", "ExponentialLR"),
    ("clip_grad_norm_", "clip_grad_value_"),
    ("val_loss", "loss"),
    ("val_accuracy", "accuracy"),
    ("inf", "-inf", "nan"),
    ("predict", "predict_on_batch"),
    ("evaluate", "predict"),
    ("fit", "evaluate"),
    ("history", "epoch"),
)
_BUILTINS: Final = (("float", "int", "round"), ("len", "sum"), ("max", "min"), ("any", "all"), ("sorted", "list"))
_DEVICE: Final = '"cpu"'
_OTHERS: Final = 1
"""Variables that are tried in the place of one."""


def _gathered(families: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for family in families:
        for name in family:
            found.setdefault(name, {}).update(dict.fromkeys(other for other in family if other != name))
    return {name: tuple(others) for name, others in found.items()}


SIBLINGS: Final = _gathered(_FAMILIES)
BUILTINS: Final = _gathered(_BUILTINS)


def names(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Put a known sibling in the place of an attribute, of a function's name or of a string."""
    match node:
        case ast.Attribute(attr=name) if not isinstance(node.ctx, ast.Store):
            end = solution.span(node)[1]
            for other in SIBLINGS.get(name, ()):
                if other.isidentifier():
                    yield solution.changed("sibling", node, end - len(name), end, other)
        case ast.Call(ast.Name(name) as function):
            for other in (*BUILTINS.get(name, ()), *(SIBLINGS.get(name, ()) if name not in BUILTINS else ())):
                if other.isidentifier():
                    yield solution.replaced("sibling", function, other)
        case ast.Constant(str() as value):
            for other in SIBLINGS.get(value, ()):
                yield solution.replaced("sibling", node, f'"{other}"')


def devices(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Write the device down: whatever stands for one becomes the CPU."""
    match node:
        case ast.keyword("device", value):
            yield solution.replaced("device", value, _DEVICE)
        case ast.Call(ast.Attribute(attr="to"), [first, *_]):
            yield solution.replaced("device", first, _DEVICE)


def variables(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Take another variable that the function knows: the parameter, or name assigned before, that is listed next."""
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    function = next((outer for outer in solution.above(node) if isinstance(outer, ast.FunctionDef)), None)
    if function is None or any(node in ast.walk(decorator) for decorator in function.decorator_list):
        return
    arguments = function.args
    known = [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    known += [
        one.id
        for one in ast.walk(function)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store) and one.lineno < node.lineno
    ]
    if node.id in known:
        all_of_them = [other for other in dict.fromkeys(known) if other not in ("self", "_") or other == node.id]
        at = all_of_them.index(node.id)
        for other in [*all_of_them[at + 1 :], *all_of_them[:at]][:_OTHERS]:
            yield solution.replaced("variable", node, other)
