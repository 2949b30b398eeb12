"""Starting several processes of this computer that train together, by PyTorch's own launcher."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from vcam.errors import TrainingError

if TYPE_CHECKING:
    from torch.distributed.elastic.multiprocessing import ProcessFailure

HERE = "127.0.0.1"
SAVING_S = 120
"""How long processes may take to save their state after a signal, before they are killed."""
LOOK_S = 1.0
"""Time between looks at the processes: where all have the same trouble, the leading one gets to tell it."""
SPOKE = (1, 2)
"""Exit codes of a process that has told its trouble itself."""


def train_together(command: Sequence[str], processes: int, port: int | None = None) -> int:
    """Run a command in several processes that `join_processes` joins, and wait for them.

    Ctrl-C and SIGTERM are passed on, and waited for. Only the leading process shows what it says; the
    others' last words are told when they fail alone.

    Args:
        command: program and arguments.
        processes: how many.
        port: of this computer, where the launcher lets them meet; by default a free one.

    Returns:
        Their exit code; that of the signal if one ended them.

    Raises:
        TrainingError: the port is taken, or a process failed without telling why.
    """
    if port is not None:
        check_port(port)
    # PyTorch's launcher takes a second to load; nothing else needs it.
    from torch.distributed.elastic.multiprocessing import DefaultLogsSpecs, SignalException, Std
    from torch.distributed.elastic.multiprocessing.errors import ChildFailedError
    from torch.distributed.launcher.api import LaunchConfig, elastic_launch

    # What it logs on the terminal is told here in a sentence.
    logging.getLogger("torch.distributed.elastic").setLevel(logging.CRITICAL)
    os.environ.setdefault("OMP_NUM_THREADS", str(max((os.cpu_count() or 1) // processes, 1)))
    os.environ.setdefault("TORCH_ELASTIC_SHUTDOWN_TIMEOUT", str(SAVING_S))
    with TemporaryDirectory(prefix="vcam-") as folder:
        config = LaunchConfig(
            min_nodes=1,
            max_nodes=1,
            nproc_per_node=processes,
            run_id="vcam",
            rdzv_backend="c10d",
            rdzv_endpoint=f"{HERE}:{port or 0}",
            local_addr=HERE,
            max_restarts=0,
            monitor_interval=LOOK_S,
            logs_specs=DefaultLogsSpecs(folder, redirects=dict.fromkeys(range(1, processes), Std.ALL)),
        )
        program, *arguments = command
        try:
            elastic_launch(config, program)(*arguments)
        except SignalException as stopped:
            return 128 + stopped.sigval
        except ChildFailedError as failed:
            return _code_of(failed.failures, Path(folder))
    return 0


def check_port(port: int) -> None:
    """Refuse a port that another program listens on.

    Raises:
        TrainingError: it does, or this user may not take the port.
    """
    try:
        socket.create_server(("", port)).close()
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        raise TrainingError(
            f"port {port} of this computer can't be used for the processes to meet ({reason}): "
            "choose another, or leave --port away for a free one"
        ) from error


def _code_of(failures: Mapping[int, ProcessFailure], folder: Path) -> int:
    """The exit code, if the leading process has said why.

    Raises:
        TrainingError: another one failed, or was killed.
    """
    if 0 in failures and failures[0].exitcode in SPOKE:
        return failures[0].exitcode
    rank, first = min(failures.items(), key=lambda item: item[1].timestamp)
    logs = sorted(folder.glob(f"*/*/{rank}/stderr.log"))
    words = logs[0].read_text(encoding="utf-8", errors="replace").split("\n") if logs else []
    last = next((line.strip() for line in reversed(words) if line.strip()), "").removeprefix("vcam: ")
    raise TrainingError(
        f"process {rank} of those that train together {_end_of(first.exitcode)}"
        f"{f': {last}' if last else ''} (what was saved last is untouched; the same command goes on from it)"
    )


def _end_of(code: int) -> str:
    if code >= 0 or sys.platform == "win32":
        return f"failed with exit code {code}"
    known = {number.value: number.name for number in signal.Signals}
    return f"was ended by {known.get(-code, f'signal {-code}')}"
