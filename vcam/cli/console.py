"""What the commands print: results on stdout, progress on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import typer


class Advance(Protocol):
    """Reports progress: how much is done, of how much (None when unknown)."""

    def __call__(self, done: int, total: int | None) -> None:
        """Take the news."""


def say(text: str) -> None:
    """A line on stdout."""
    typer.echo(text)


def note(text: str) -> None:
    """A line on stderr, for what is not the command's result."""
    typer.echo(text, err=True)


def print_json(value: Any) -> None:
    """One JSON value on stdout."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on stdout."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    # Into a pipe nothing is folded: a line there is a row.
    console.print(table, width=None if console.is_terminal else 1000, soft_wrap=not console.is_terminal)


@contextmanager
def progress(what: str, unit: str = "frames") -> Iterator[Advance]:
    """A progress bar on stderr while the block runs; into a pipe it says only when it starts."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        note(f"{what} ...")
        yield _ignore
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} {task.fields[unit]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task(what, total=None, unit=unit)

        def advance(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def _ignore(done: int, total: int | None) -> None:
    """Progress that nobody watches."""
