"""Everything that the window needs from vcam, as one value: see `ui.real_services`; tests give fakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from vcam.engine.settings import OutputFormat, Settings
from vcam.frames import Composite, Landmarks, TrackedFrame

from .view_models.sources import SourceChoice

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar
    from vcam.avatar.entries import AvatarEntry
    from vcam.avatar.photo import Photo
    from vcam.avatar.photo_check import PhotoReport
    from vcam.capture.cameras import CameraInfo
    from vcam.doctor import Check
    from vcam.engine.skeleton_kind import SkeletonKind
    from vcam.output.trial import Trial
    from vcam.output.virtual_camera import VirtualCameraInfo
    from vcam.self_view.view import Sight


class LiveSession(Protocol):
    """The part of `vcam.engine.session.Session` that the window uses."""

    def start(self) -> None:
        """Open and run; raises `VcamError` when it can't."""
        ...

    def close(self) -> None:
        """Stop everything; safe twice."""
        ...

    def update(self, settings: Settings) -> None:
        """Follow new settings."""
        ...

    def swap_avatar(
        self, avatar: Avatar, settings: Settings | None = None, neutral: Landmarks | None = None
    ) -> None:
        """Fade to another avatar with settings and a neutral face of its own; it is prepared before."""
        ...

    def set_source(self, source: Callable[[], Any], neutral: Landmarks | None = None) -> None:
        """Follow another source, whose driver's neutral face may be known."""
        ...

    def calibrate(self) -> None:
        """Take the face now as the neutral one."""
        ...

    def playback(self) -> Any | None:
        """Where the driving video or motion stands (`Playback`), None for anything else."""
        ...

    def set_playing(self, playing: bool) -> None:
        """Play the driving video or motion, or hold its frame."""
        ...

    def seek(self, position_s: float) -> None:
        """Wind the driving video or motion."""
        ...

    def add_output(self, output: Any) -> None:
        """Send to one more output."""
        ...

    def remove_output(self, output: Any) -> None:
        """Stop sending to an output and finish it."""
        ...

    def statistics(self) -> Any:
        """How it is doing (`vcam.engine.statistics.Statistics`)."""
        ...

    def latest_composite(self) -> Composite | None:
        """The newest picture, None before the first."""
        ...

    def latest_tracked(self) -> TrackedFrame | None:
        """The newest landmarks, None before the first."""
        ...


class Avatars(Protocol):
    """The part of `vcam.avatar.store.AvatarStore` that the window uses."""

    def list(self) -> list[AvatarEntry]:
        """What there is, in the user's order."""
        ...

    def check(self, source: Photo) -> PhotoReport:
        """What is good and bad about a photo."""
        ...

    def add(
        self, source: Photo, name: str, *, consent: bool, on_step: Callable[[float], None]
    ) -> AvatarEntry:
        """Make an avatar; raises `PhotoRejected` for a photo that can't be one, and what `on_step` raises."""
        ...

    def rename(self, name: str, new_name: str) -> AvatarEntry:
        """Call an avatar of the user's something else."""
        ...

    def move(self, name: str, place: int) -> Sequence[AvatarEntry]:
        """Put an avatar at another place of the list, 0 for the first."""
        ...

    def load(self, name: str, on_step: Callable[[float], None] = ...) -> Avatar:
        """The avatar, from its cache when it is fresh; else made anew, unless `on_step` raises."""
        ...

    def remove(self, name: str) -> None:
        """Delete an avatar of the user."""
        ...


class OwnView(Protocol):
    """The part of `vcam.self_view.view.SelfView` that the guide uses."""

    show_picture: bool

    @property
    def latest(self) -> Sight:
        """The newest sight."""
        ...

    def measure(self) -> None:
        """Look for the neutral face."""
        ...

    def close(self) -> None:
        """Release the camera; safe twice."""
        ...


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """What a session is made from."""

    source: SourceChoice
    avatar: Avatar
    settings: Settings
    output_format: OutputFormat
    neutral: Landmarks | None
    on_event: Callable[[Any], None]


@dataclass(frozen=True, kw_only=True)
class Services:
    """The engine as the window sees it; every call may block and belongs on a lane.

    Args:
        avatars: the store.
        list_cameras: `CameraInfo`s.
        list_virtual_cameras: devices that can be sent to, empty when none is installed.
        virtual_camera_help: what to do on this system when there is none.
        list_motions: names of shipped motions.
        list_checkpoints: names of stored checkpoints of networks that draw.
        draw_by: an avatar ready to be drawn by a renderer, see `Preferences`, and what to tell about it,
            mostly nothing; it may take seconds.
        skeleton_trouble: why the analytic skeleton has to stand in for this one; mostly nothing.
        make_session: a session, not yet started.
        open_source: factory of a driving source for a choice, for `Session.set_source`.
        make_virtual_camera: an output; None takes the first free device.
        try_virtual_camera: sends test pictures to a device (None: the first free one) and tells what became
            of them; raises `VirtualCameraError`.
        open_self_view: watches a camera, by its id, for its user alone; see `vcam.self_view`.
        make_recorder: an output that writes this file.
        warm_up: imports what the first start and the first recording need.
        draw_still: the composite of an avatar in its own pose, for the time before the start.
        recordings_folder: where recordings go.
        examine: looks at the installation, one `vcam.doctor.Check` after another.
        settings_file: where the preferences are kept.
        neutrals_folder: where calibrations are kept.
        looks_folder: where edits and background of each avatar are kept.
        kept_looks_folder: where looks are that the user kept for any avatar.
    """

    avatars: Avatars
    list_cameras: Callable[[], Sequence[CameraInfo]]
    list_virtual_cameras: Callable[[], Sequence[VirtualCameraInfo]]
    virtual_camera_help: Callable[[], str]
    list_motions: Callable[[], Sequence[str]]
    list_checkpoints: Callable[[], Sequence[str]]
    draw_by: Callable[[Avatar, str], tuple[Avatar, str]]
    skeleton_trouble: Callable[[SkeletonKind], str]
    make_session: Callable[[SessionPlan], LiveSession]
    open_source: Callable[[SourceChoice], Callable[[], Any]]
    make_virtual_camera: Callable[[str | None], Any]
    try_virtual_camera: Callable[[str | None], Trial]
    open_self_view: Callable[[str], OwnView]
    make_recorder: Callable[[Path], Any]
    warm_up: Callable[[], None]
    draw_still: Callable[[Avatar, OutputFormat, Settings], Composite]
    recordings_folder: Callable[[], Path]
    settings_file: Path
    neutrals_folder: Path
    looks_folder: Path
    kept_looks_folder: Path
    examine: Callable[[], Iterator[Check]]
