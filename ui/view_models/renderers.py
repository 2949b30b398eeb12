"""What can draw the avatar: geometry, or the networks of a checkpoint."""

from __future__ import annotations

from collections.abc import Sequence

PRIOR = "prior"
NETWORKS = "bilayer:"
"""Stands before a checkpoint's name; alone it means the imported one, or a sentence on how to get one."""


def renderer_choices(checkpoints: Sequence[str], chosen: str) -> list[tuple[str, str]]:
    """(value, label) of each choice; the chosen one is among them even when it isn't listed (yet)."""
    values = [f"{NETWORKS}{name}" for name in checkpoints] or [NETWORKS]
    values += [chosen] if chosen not in (PRIOR, *values) else []
    labels = [f"Bi-layer networks: {value.removeprefix(NETWORKS)}".rstrip(": ") for value in values]
    return [(PRIOR, "Geometry"), *zip(values, labels, strict=True)]


def checked_renderer(value: object) -> str:
    """A renderer as the preferences keep it.

    Raises:
        ValueError: it is none.
    """
    if value == PRIOR or (isinstance(value, str) and value.startswith(NETWORKS) and "/" not in value):
        return str(value)
    raise ValueError(f"{value!r} is no renderer")
