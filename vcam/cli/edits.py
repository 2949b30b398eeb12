"""`vcam edits`: every edit there is, with its range, unit and meaning."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from vcam.cli.console import print_json, print_table, say
from vcam.cli.options import JsonOption
from vcam.geometry.editing import EDIT_GROUPS, EDIT_RANGES, EditRange, edits_of

COLUMNS = ("edit", "range", "unit", "what it does")


def edits(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print tables for a Markdown page.")] = False,
    json: JsonOption = False,
) -> None:
    """List the edits that --edits, looks and the app's sliders take."""
    if json:
        print_json({name: asdict(limits) for name, limits in EDIT_RANGES.items()})
    elif markdown:
        say(markdown_tables())
    else:
        rows = [_row(name, limits) for name, limits in EDIT_RANGES.items()]
        print_table(COLUMNS, rows)


def markdown_tables() -> str:
    """A heading and a table for each group of edits."""
    parts = []
    for group, title in EDIT_GROUPS.items():
        rows = [_row(name, EDIT_RANGES[name]) for name in edits_of(group)]
        lines = [COLUMNS, ("---",) * len(COLUMNS), *((f"`{name}`", *rest) for name, *rest in rows)]
        table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        parts.append(f"## {title}\n\n{table}")
    return "\n\n".join(parts)


def _row(name: str, limits: EditRange) -> tuple[str, str, str, str]:
    return name, f"{limits.low:g} to {limits.high:g}", limits.unit, limits.help
