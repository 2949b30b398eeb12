"""Which state of the code a training ran with."""

from __future__ import annotations

import subprocess
from pathlib import Path

from vcam import __version__

FOLDER = Path(__file__).resolve().parents[1]
TIMEOUT_S = 20.0


def code_version(folder: Path = FOLDER) -> str:
    """The commit of the checkout that vcam runs from, with `-dirty` behind it where files have changed since.

    Args:
        folder: of the package.

    Returns:
        Without a checkout, or without Git, the package's version.
    """
    try:
        # A virtual environment may lie in a checkout of something else, which does not track vcam.
        _git(folder, "ls-files", "--error-unmatch", "__init__.py")
        return _git(folder, "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
    except (OSError, subprocess.SubprocessError):
        return f"vcam {__version__}"


def _git(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["git", *command], cwd=folder, capture_output=True, text=True, check=True, timeout=TIMEOUT_S
    )
    return done.stdout.strip()
