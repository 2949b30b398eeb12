"""Composites of an avatar at rest, for the time before a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vcam.engine.settings import OutputFormat, Settings
from vcam.frames import Composite

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar
    from vcam.engine.stage import Stage


class StillDrawing:
    """Draws one still after another; not thread-safe.

    The stage is kept from one to the next: while the user drags a slider only the settings differ.
    """

    def __init__(self) -> None:
        """Begin without a stage; what it needs is imported with the first still."""
        self._stage: Stage | None = None
        self._format: OutputFormat | None = None

    def __call__(self, avatar: Avatar, output_format: OutputFormat, settings: Settings) -> Composite:
        """The composite of an avatar in its own pose, with the user's edits.

        Raises:
            VcamError: it can't be drawn with these settings.
        """
        from vcam.engine.stage import Stage

        stage, self._stage = self._stage, None
        if stage is None or stage.avatar is not avatar or self._format != output_format:
            stage = Stage(avatar, output_format, settings)
        stage.settings = settings
        composite = stage.draw(None, 0.0)
        self._stage, self._format = stage, output_format
        return composite
