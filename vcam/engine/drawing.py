"""What the rendering thread draws with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import OutputFormat, Settings
from vcam.frames import Composite, Landmarks, TrackedFrame
from vcam.geometry.calibration import CalibrationState


class Drawing(Protocol):
    """The part of `vcam.engine.stage.Stage` that the thread uses."""

    settings: Settings
    on_part: Callable[[], None]
    """Called between the parts of a picture; what it raises ends `draw`, which may then be called again."""

    @property
    def calibration(self) -> CalibrationState:
        """How far the driver's neutral face is known."""

    @property
    def moving(self) -> bool:
        """Whether the next picture differs from the last although nothing new came in."""

    def draw(self, tracked: TrackedFrame | None, now_s: float) -> Composite:
        """The composite for a tracked frame, or for no news."""
        ...

    def prepare(self, avatar: Avatar, settings: Settings) -> Any:
        """What `swap_avatar` needs; called in another thread than the rest."""

    def swap_avatar(self, avatar: Avatar, scene: Any, neutral: Landmarks | None) -> None:
        """Fade to another avatar, as `prepare` made it ready, and to the neutral face if one is given."""

    def calibrate(self) -> None:
        """Make the face seen last the neutral one."""


StageFactory = Callable[[Avatar, OutputFormat, Settings, Landmarks | None], Drawing]
