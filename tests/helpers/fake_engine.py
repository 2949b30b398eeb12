"""A stand-in for the engine, for tests of the window: obeys at once, remembers what it was told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from ui.services import Services, SessionPlan
from vcam.avatar.photo import Photo
from vcam.avatar.photo_check import Finding, PhotoReport
from vcam.capture.cameras import CameraInfo
from vcam.capture.playback import Playback
from vcam.doctor import Check
from vcam.engine.statistics import Statistics
from vcam.errors import AvatarFileError, CheckpointError, PhotoRejected
from vcam.frames import Composite, Landmarks, TrackedFrame
from vcam.output.trial import Trial
from vcam.output.virtual_camera import VirtualCameraInfo
from vcam.self_view.view import Sight

MARK = (240, 30, 60)
NO_CAMERA = Check(name="cameras", state="note", sentence="none here.")


def picture(width: int = 320, height: int = 180) -> np.ndarray:
    """Grey with a red left half."""
    image = np.full((height, width, 3), 90, np.uint8)
    image[:, : width // 2] = MARK
    return image


def landmarks(shift: float = 0.0) -> Landmarks:
    """The mean face in the middle of a small frame."""
    from vcam.geometry.face_model import mean_face

    points = mean_face() * 120 + np.array([160 + shift, 120, 0], np.float32)
    return Landmarks(points=points.astype(np.float32), image_size=(320, 240))


class FakeSession:
    """Does nothing but remember."""

    def __init__(self, plan: SessionPlan, engine: FakeEngine) -> None:
        self.plan, self.engine = plan, engine
        self.settings = [plan.settings]
        self.avatars = [plan.avatar]
        self.sources: list[Any] = [plan.source.key]
        self.outputs: list[Any] = []
        self.calls: list[str] = []
        self.neutral = plan.neutral
        self.running = self.asleep = False
        self.paused_at_first_output = False
        self.where: Playback | None = None
        self.composite = Composite(image=picture(), index=0, captured_at_s=0.0)
        self.face = landmarks()

    def start(self) -> None:
        if self.engine.before_start is not None:
            self.engine.before_start()
        self.running = True
        self.calls.append("start")

    def close(self) -> None:
        if self.engine.before_close is not None:
            self.engine.before_close()
        for output in list(self.outputs):
            self.remove_output(output)
        self.running = False
        self.calls.append("close")

    def update(self, settings: Any) -> None:
        self.settings.append(settings)

    def swap_avatar(self, avatar: Any, settings: Any = None, neutral: Landmarks | None = None) -> None:
        if self.engine.before_swap is not None:
            self.engine.before_swap()
        self.avatars.append(avatar)
        self.settings.append(settings)
        self.neutral = neutral or self.neutral

    def set_source(self, source: Any, neutral: Landmarks | None = None) -> None:
        self.sources.append(source())
        self.neutral = neutral

    def playback(self) -> Playback | None:
        return self.where

    def set_playing(self, playing: bool) -> None:
        if self.where is not None:
            self.where = replace(self.where, playing=playing)

    def seek(self, position_s: float) -> None:
        if self.where is not None:
            self.where = replace(self.where, position_s=min(max(position_s, 0.0), self.where.duration_s))

    def calibrate(self) -> None:
        self.calls.append("calibrate")
        self.neutral = self.face

    def add_output(self, output: Any) -> None:
        output.open()
        if not self.outputs:
            self.paused_at_first_output = self.settings[-1].paused
        self.outputs.append(output)

    def remove_output(self, output: Any) -> None:
        self.outputs.remove(output)
        output.close()

    def statistics(self) -> Statistics:
        progress = 1.0 if self.neutral else 0.4
        calibration = SimpleNamespace(neutral=self.neutral, progress=progress, problem="turned")
        return Statistics(
            running=self.running,
            fps_in=30.0,
            fps_tracked=30.0,
            fps_rendered=29.7,
            camera_to_output_p50_ms=24.0,
            camera_to_output_p95_ms=41.0,
            device="CPU",
            device_reason="no GPU is needed",
            face_visible=True,
            asleep=self.asleep,
            calibration=calibration,  # type: ignore[arg-type]
            source_name="Studio Cam",
            source_status="Studio Cam delivers 640x480 at 30 fps.",
        )

    def latest_composite(self) -> Composite | None:
        return self.composite

    def latest_tracked(self) -> TrackedFrame | None:
        return TrackedFrame(landmarks=self.face, index=0, captured_at_s=0.0)


@dataclass
class FakeOutput:
    """A virtual camera or recorder; `path` is written when it closes."""

    name: str
    path: Path | None = None
    fails: Exception | None = None

    def open(self) -> None:
        if self.fails is not None:
            raise self.fails

    def close(self) -> None:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(b"video")


class FakeSelfView:
    """A camera that shows its user what the test wants."""

    def __init__(self, camera: str) -> None:
        self.camera = camera
        self.show_picture = False
        self.latest = Sight(status="Studio Cam delivers 640x480 at 30 fps.")
        self.measuring = 0
        self.closed = False

    def measure(self) -> None:
        self.measuring += 1

    def close(self) -> None:
        self.closed = True


class FakeStore:
    """Avatars in memory."""

    def __init__(self) -> None:
        self.names = {"astronaut": True, "character": True}
        self.warning = ""
        self.keys: dict[str, str] = {}
        self.order: list[str] = []
        self.consents: list[str] = []
        self.checked: list[tuple[int, int]] = []
        self.added: list[Photo] = []
        self.removed: list[str] = []
        self.loaded: list[str] = []
        self.bytes = 4_000_000
        self.gate: threading.Event | None = None

    def list(self) -> list[Any]:
        own = sorted(name for name, shipped in self.names.items() if not shipped)
        entries = [self._entry(n) for n in [*own, *(n for n, shipped in self.names.items() if shipped)]]
        places = {key: place for place, key in enumerate(self.order)}
        return sorted(entries, key=lambda entry: places.get(entry.key, len(places)))

    def check(self, photo: Photo) -> PhotoReport:
        """Refuse what is called bad; warn of `warning`."""
        problems = [Finding(code="odd", severity="warning", sentence=self.warning)] if self.warning else []
        if "bad" in photo.name:
            sentence = f"there is no face in {photo.name}: choose a photo that shows one"
            problems = [Finding(code="odd", severity="error", sentence=sentence)]
        self.checked.append(photo.size)
        width, height = photo.size
        return PhotoReport(photo=photo.name, width=width, height=height, faces=1, problems=tuple(problems))

    def add(
        self,
        photo: Photo,
        name: str | None = None,
        *,
        consent: bool = False,
        on_step: Callable[[float], None] = lambda share: None,
    ) -> Any:
        on_step(0.5)
        if self.gate is not None:
            self.gate.wait(10)
        on_step(0.9)
        self.check(photo).raise_if_refused()
        if name in self.names:
            raise AvatarFileError(f"there is an avatar called {name!r} already")
        self.names[name or photo.name] = False
        self.added.append(photo)
        if consent:
            self.consents.append(name or photo.name)
        return self._entry(name or photo.name)

    def rename(self, name: str, new_name: str) -> Any:
        if new_name in self.names:
            raise AvatarFileError(f"there is an avatar called {new_name!r} already")
        self.keys[new_name] = self.keys.pop(name, name)
        self.names[new_name] = self.names.pop(name)
        return self._entry(new_name)

    def move(self, name: str, place: int) -> list[Any]:
        others = [entry.key for entry in self.list() if entry.name != name]
        others.insert(place, self.keys.get(name, name))
        self.order = others
        return self.list()

    def load(self, name: str, on_step: Callable[[float], None] = lambda share: None) -> Any:
        if name not in self.names:
            raise PhotoRejected(f"there is no avatar called {name}")
        self.loaded.append(name)
        on_step(0.5)
        return SimpleNamespace(name=name, bytes=self.bytes)

    def remove(self, name: str) -> None:
        del self.names[name]
        self.removed.append(name)

    def _entry(self, name: str) -> Any:
        return SimpleNamespace(
            name=name, thumbnail=None, shipped=self.names[name], key=self.keys.get(name, name)
        )


@dataclass
class FakeEngine:
    """Everything behind `Services`, with knobs."""

    folder: Path
    store: FakeStore = field(default_factory=FakeStore)
    cameras: list[CameraInfo] = field(default_factory=list)
    virtual_cameras: list[VirtualCameraInfo] = field(default_factory=list)
    sessions: list[FakeSession] = field(default_factory=list)
    before_start: Callable[[], None] | None = None
    before_close: Callable[[], None] | None = None
    before_listing: Callable[[], None] | None = None
    before_swap: Callable[[], None] | None = None
    output_fails: Exception | None = None
    drawing_note: str = ""
    skeleton_trouble: str = ""
    checkpoints: list[str] = field(default_factory=lambda: ["official"])
    stills: list[Any] = field(default_factory=list)
    checks: list[Check] = field(default_factory=lambda: [NO_CAMERA])
    examined: int = 0
    self_views: list[FakeSelfView] = field(default_factory=list)

    @property
    def session(self) -> FakeSession:
        """The newest session."""
        return self.sessions[-1]

    def services(self) -> Services:
        """What the window gets."""
        return Services(
            avatars=self.store,
            list_cameras=self._list_cameras,
            list_virtual_cameras=lambda: list(self.virtual_cameras),
            virtual_camera_help=lambda: "install `the driver`, and test again",
            list_motions=lambda: ["everyday"],
            list_checkpoints=lambda: list(self.checkpoints),
            draw_by=self._draw_by,
            skeleton_trouble=lambda kind: self.skeleton_trouble if kind == "anchored" else "",
            make_session=self._make_session,
            open_source=lambda choice: lambda: choice.key,
            make_virtual_camera=lambda device: FakeOutput(f"{device}", fails=self.output_fails),
            try_virtual_camera=self._try_virtual_camera,
            open_self_view=self._open_self_view,
            make_recorder=lambda path: FakeOutput(path.name, path, fails=self.output_fails),
            warm_up=lambda: None,
            draw_still=self._draw_still,
            recordings_folder=lambda: self.folder / "recordings",
            settings_file=self.folder / "settings.json",
            examine=self._examine,
            neutrals_folder=self.folder / "neutrals",
            looks_folder=self.folder / "avatar_looks",
            kept_looks_folder=self.folder / "looks",
        )

    def _examine(self) -> Iterator[Check]:
        self.examined += 1
        yield from self.checks

    def _list_cameras(self) -> list[CameraInfo]:
        if self.before_listing is not None:
            self.before_listing()
        return list(self.cameras)

    def _try_virtual_camera(self, device: str | None) -> Trial:
        if self.output_fails is not None:
            raise self.output_fails
        name = next(camera.name for camera in self.virtual_cameras if camera.device == device)
        return Trial(name=name, device=str(device), pictures=30, width=1280, height=720, pixel_format="I420")

    def _open_self_view(self, camera: str) -> FakeSelfView:
        self.self_views.append(FakeSelfView(camera))
        return self.self_views[-1]

    def _draw_by(self, avatar: Any, renderer: str) -> Any:
        if renderer in ("anchored", "prior"):
            return avatar, self.drawing_note
        name = renderer.removeprefix("bilayer:")
        if name not in self.checkpoints:
            raise CheckpointError("there are no networks: download some")
        return SimpleNamespace(name=avatar.name, bytes=avatar.bytes, networks=name), self.drawing_note

    def _make_session(self, plan: SessionPlan) -> FakeSession:
        self.sessions.append(FakeSession(plan, self))
        return self.session

    def _draw_still(self, avatar: Any, output_format: Any, settings: Any) -> Composite:
        self.stills.append((avatar.name, output_format, settings))
        return Composite(image=picture(), index=-1, captured_at_s=0.0)


def camera(name: str, number: int, *, virtual: bool = False) -> CameraInfo:
    """A camera as the system would list it."""
    path = f"/dev/video{number}"
    return CameraInfo(id=path, name=name, path=path, index=number, backend="V4L2", is_virtual=virtual)


def loopback(number: int = 10, *, free: bool = True) -> VirtualCameraInfo:
    """A virtual camera as the system would list it."""
    return VirtualCameraInfo(name="vcam", device=f"/dev/video{number}", free=free)
