"""Reading PyTorch's own files safely: weights of others, and states of trainings."""

from __future__ import annotations

from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch

from vcam.errors import CheckpointError

DAMAGES = (
    OSError, EOFError, UnpicklingError, RuntimeError, ValueError, LookupError, TypeError, AttributeError
)  # fmt: skip
"""All that PyTorch's reader was seen to raise, or may, for a file that is cut short or something else."""


def read_tensors(path: Path, advice: str) -> Any:
    """What `torch.save` wrote, its tensors on the CPU; code in the file is not run.

    Args:
        path: of the file.
        advice: what to do when it can't be read, for the message.

    Raises:
        CheckpointError: it is missing, damaged, or holds more than tensors and plain values.
    """
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except DAMAGES as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise CheckpointError(f"{path} can't be read ({reason}): {advice}") from error
