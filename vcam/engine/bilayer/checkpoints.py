"""Which checkpoint draws an avatar, and how one is told from another."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from vcam.errors import CheckpointError
from vcam.paths import checkpoints_folder

RELEASE = "https://github.com/saic-violet/bilayer-model"
"""Where the authors' code and checkpoints are."""


def default_checkpoint() -> Path:
    """Where `vcam weights import-official` puts the authors' networks."""
    return checkpoints_folder() / "official"


def stored_checkpoints() -> list[str]:
    """Names of the folders in vcam's data that hold a checkpoint, in order."""
    # By the files' ending, since what names them loads PyTorch; loading one tells whether it is whole.
    found = {path.parent.name for path in checkpoints_folder().glob("*/*.safetensors")}
    return sorted(name for name in found if not name.startswith("."))


def find_checkpoint(folder: Path | None = None) -> Path:
    """The folder of the checkpoint to use; what is in it is checked when it is loaded.

    Args:
        folder: the user's choice; the imported one by default.

    Raises:
        CheckpointError: there is none; the message says how to get one.
    """
    if folder is not None:
        if not folder.is_dir():
            raise CheckpointError(
                f"there is no checkpoint folder {folder}: name one that `vcam train` or "
                "`vcam weights import-official` has written"
            )
        return folder
    if default_checkpoint().is_dir():
        return default_checkpoint()
    raise CheckpointError(
        "the Bi-layer renderer needs trained networks and there are none yet: download the authors' "
        f"checkpoints ({RELEASE}) and run `vcam weights import-official FOLDER`, or train your own with "
        "`vcam train` and name them by --checkpoint"
    )


def checkpoint_digest(folder: Path) -> str:
    """A digest of a checkpoint's content, hexadecimal.

    Raises:
        CheckpointError: its files can't be read.
    """
    from vcam.models.checkpoint import CONFIG, WEIGHTS

    try:
        files = [(folder / name).resolve() for name in (CONFIG, WEIGHTS)]
        return _digest(tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files))
    except OSError as error:
        raise CheckpointError(
            f"{folder} is no whole checkpoint ({error.strerror or error}: {error.filename}): name the folder "
            "of a trained or imported one"
        ) from error


@lru_cache(maxsize=8)
def _digest(files: tuple[tuple[str, int, int], ...]) -> str:
    """Of some files, whose size and time of change only tell whether one read before is still the same."""
    digest = hashlib.blake2b(digest_size=16)
    for path, _, _ in files:
        with open(path, "rb") as file:
            digest.update(hashlib.file_digest(file, "blake2b").digest())
    return digest.hexdigest()
