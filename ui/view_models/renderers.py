"""What can draw the avatar: geometry, with or without small networks, or those of a checkpoint."""

from __future__ import annotations

from collections.abc import Sequence

from ui.translation import tr

ANCHORED = "anchored"
"""Geometry, corrected by the shipped networks."""
PRIOR = "prior"
NETWORKS = "bilayer:"
"""Stands before a checkpoint's name; alone it means the imported one, or a sentence on how to get one."""


def renderer_choices(checkpoints: Sequence[str], chosen: str) -> list[tuple[str, str]]:
    """(value, label) of each choice; the chosen one is among them even when it isn't listed (yet)."""
    values = [f"{NETWORKS}{name}" for name in checkpoints] or [NETWORKS]
    values += [chosen] if chosen not in (ANCHORED, PRIOR, *values) else []
    labels = [_label(value.removeprefix(NETWORKS)) for value in values]
    shipped = [(ANCHORED, tr("Geometry and networks")), (PRIOR, tr("Geometry alone"))]
    return [*shipped, *zip(values, labels, strict=True)]


def _label(checkpoint: str) -> str:
    if checkpoint:
        return tr("Bi-layer networks: {name}").format(name=checkpoint)
    return tr("Bi-layer networks")


def checked_renderer(value: object) -> str:
    """A renderer as the preferences keep it.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, str) and (
        value in (ANCHORED, PRIOR) or (value.startswith(NETWORKS) and "/" not in value)
    ):
        return value
    raise ValueError(f"{value!r} is no renderer")
