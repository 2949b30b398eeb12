"""Finds the texts that the window shows in its source code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "ui"
_TRANSLATING = ("tr", "marked")


@dataclass(frozen=True)
class Call:
    """One call of `tr` or `marked`.

    Args:
        place: file and line.
        function: which of both.
        text: its literal, None where it is something else.
        at_import: it runs when the module is imported, before a language is chosen.
    """

    place: str
    function: str
    text: str | None
    at_import: bool


def calls() -> Iterator[Call]:
    """All of them in `ui`."""
    for path in sorted(UI.rglob("*.py")):
        if path.name != "translation.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from _calls(tree, path, at_import=True)


def _calls(node: ast.AST, path: Path, *, at_import: bool) -> Iterator[Call]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TRANSLATING:
        first = node.args[0] if node.args else None
        text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
        yield Call(f"{path.relative_to(UI.parent)}:{node.lineno}", node.func.id, text, at_import)
    for name, field in ast.iter_fields(node):
        children = field if isinstance(field, list) else [field]
        # What stands in a function's body, other than its defaults and decorators, runs when it is called.
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and name == "body"
        for child in children:
            if isinstance(child, ast.AST):
                yield from _calls(child, path, at_import=at_import and not inside)
