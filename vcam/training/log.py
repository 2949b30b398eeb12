"""The log of a training: a CSV file always, TensorBoard's beside it when asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

from vcam.errors import BackendUnavailable, TrainingError
from vcam.paths import write_atomically

LOG = "log.csv"
TENSORBOARD = "tensorboard"


class Log(Protocol):
    """Takes what training measured."""

    def add(self, iteration: int, values: Mapping[str, float]) -> None:
        """Note values by name, as they were after an iteration."""

    def close(self) -> None:
        """Write what is left; safe twice."""


class Means:
    """Collects the values of some iterations and hands their means on."""

    def __init__(self, logs: Sequence[Log]) -> None:
        """Hand them to some logs."""
        self._logs = logs
        self._rows: list[Mapping[str, float]] = []

    def add(self, values: Mapping[str, float]) -> None:
        """Take the values of one iteration."""
        self._rows.append(values)

    def write(self, iteration: int) -> None:
        """Log the means since the last time."""
        means = {name: fmean(row[name] for row in self._rows) for name in self._rows[0]}
        for log in self._logs:
            log.add(iteration, means)
        self._rows = []


class CsvLog:
    """One row each time; it can be read while it grows."""

    def __init__(self, path: Path, names: tuple[str, ...], *, done: int) -> None:
        """Begin a log, or go on with one.

        Args:
            path: of the file.
            names: of the values, the columns after `iteration`.
            done: iterations of the training before; rows of later ones, which will be trained again, go.

        Raises:
            TrainingError: the file has other columns.
            OSError: it can't be read or written.
        """
        self._names = names
        header = ["iteration", *names]
        rows = _read_rows(path, header)
        with write_atomically(path) as temporary:
            temporary.write_text(
                _as_csv([header, *(row for row in rows if int(row[0]) <= done)]), encoding="utf-8"
            )
        self._file = path.open("a", encoding="utf-8", newline="")

    def add(self, iteration: int, values: Mapping[str, float]) -> None:
        """Add a row."""
        self._file.write(_as_csv([[str(iteration), *(f"{values[name]:.6g}" for name in self._names)]]))
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class TensorBoardLog:
    """What TensorBoard shows."""

    def __init__(self, folder: Path, *, done: int) -> None:
        """Begin a log, or go on with one.

        Args:
            folder: for its files.
            done: iterations of the training before; what was logged after them is hidden.

        Raises:
            BackendUnavailable: TensorBoard is not installed.
        """
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError as error:
            raise BackendUnavailable(
                "TensorBoard is not installed: install the package tensorboard, or log to CSV alone"
            ) from error
        self._writer: Any = SummaryWriter(str(folder), purge_step=done + 1)

    def add(self, iteration: int, values: Mapping[str, float]) -> None:
        """Add a point to each curve."""
        for name, value in values.items():
            self._writer.add_scalar(name, value, iteration)

    def close(self) -> None:
        """Close its files."""
        self._writer.close()


def _read_rows(path: Path, header: list[str]) -> list[list[str]]:
    """The whole rows of a log; a last one that a crash cut short is left out."""
    if not path.exists():
        return []
    whole = path.read_text(encoding="utf-8").rpartition("\n")[0]
    first, *rows = list(csv.reader(io.StringIO(whole))) or [header]
    if first != header or not all(len(row) == len(header) and row[0].isdigit() for row in rows):
        raise TrainingError(f"{path} is no log of such a training: move it away, or name another --out")
    return rows


def _as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
