"""The engine itself, as the services of the window; heavy modules are imported where they are first used."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from vcam.engine.device import Device
from vcam.engine.still import StillDrawing

from .services import Avatars, LiveSession, OwnView, Services, SessionPlan
from .view_models.renderers import ANCHORED, NETWORKS, PRIOR
from .view_models.sources import SourceChoice

if TYPE_CHECKING:
    from vcam.avatar.avatar import Avatar
    from vcam.avatar.store import AvatarStore
    from vcam.capture.cameras import CameraInfo
    from vcam.doctor import Check
    from vcam.engine.skeleton_kind import SkeletonKind
    from vcam.output.trial import Trial
    from vcam.output.virtual_camera import VirtualCameraInfo

log = logging.getLogger(__name__)


def real_services(device: Device = "auto") -> Services:
    """The engine itself.

    Args:
        device: where networks draw.
    """
    from vcam import paths

    return Services(
        avatars=cast(Avatars, _Store()),
        list_cameras=_list_cameras,
        list_virtual_cameras=_list_virtual_cameras,
        virtual_camera_help=_virtual_camera_help,
        list_motions=_list_motions,
        list_checkpoints=_list_checkpoints,
        draw_by=partial(_draw_by, device),
        skeleton_trouble=_skeleton_trouble,
        make_session=_make_session,
        open_source=_open_source,
        make_virtual_camera=_make_virtual_camera,
        try_virtual_camera=_try_virtual_camera,
        open_self_view=_open_self_view,
        make_recorder=_make_recorder,
        warm_up=_warm_up,
        draw_still=StillDrawing(),
        recordings_folder=paths.recordings_folder,
        settings_file=paths.settings_file(),
        neutrals_folder=paths.data_folder() / "neutrals",
        looks_folder=paths.data_folder() / "avatar_looks",
        kept_looks_folder=paths.looks_folder(),
        examine=_examine,
    )


class _Store:
    """`vcam.avatar.store.AvatarStore`, imported and made by its first use, on a lane.

    What it imports takes as long as everything else that the window needs to come up.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: AvatarStore | None = None

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._made is None:
                from vcam.avatar.store import AvatarStore

                self._made = AvatarStore()
        return getattr(self._made, name)


def _list_cameras() -> Sequence[CameraInfo]:
    from vcam.capture.cameras import list_cameras

    return list_cameras()


def _list_virtual_cameras() -> Sequence[VirtualCameraInfo]:
    from vcam.output.virtual_camera import list_virtual_cameras

    return list_virtual_cameras()


def _virtual_camera_help() -> str:
    from vcam.output.virtual_camera import virtual_camera_help

    return virtual_camera_help()


def _list_motions() -> Sequence[str]:
    from vcam.capture.factory import shipped_motions

    return shipped_motions()


def _list_checkpoints() -> Sequence[str]:
    from vcam.engine.bilayer.checkpoints import stored_checkpoints

    return stored_checkpoints()


def _draw_by(device: Device, avatar: Avatar, renderer: str) -> tuple[Avatar, str]:
    if renderer == PRIOR:
        return avatar, ""
    if renderer == ANCHORED:
        from vcam.engine.anchored.figure import anchored_or_prior

        return anchored_or_prior(avatar, device)
    from vcam.engine.bilayer.figure import make_figure
    from vcam.paths import checkpoints_folder

    name = renderer.removeprefix(NETWORKS)
    return make_figure(avatar, checkpoints_folder() / name if name else None, device), ""


def _skeleton_trouble(kind: SkeletonKind) -> str:
    from vcam.engine.skeleton_network import network_of

    return network_of(kind)[1]


def _make_session(plan: SessionPlan) -> LiveSession:
    from vcam.engine.session import Session
    from vcam.landmarks.base import create_tracker

    return Session(
        source=_open_source(plan.source),
        tracker=create_tracker,
        avatar=plan.avatar,
        settings=plan.settings,
        output_format=plan.output_format,
        outputs=(),
        neutral=plan.neutral,
        on_event=plan.on_event,
    )


def _open_source(choice: SourceChoice) -> Callable[[], Any]:
    def open_it() -> Any:
        from vcam.capture.factory import CAMERA_PREFIX, open_source

        spec = f"{CAMERA_PREFIX}{choice.value}" if choice.kind == "camera" else choice.value
        return open_source(spec, loop=True, realtime=True)

    return open_it


def _make_virtual_camera(device: str | None) -> Any:
    from vcam.output.virtual_camera import VirtualCameraOutput

    return VirtualCameraOutput(device)


def _try_virtual_camera(device: str | None) -> Trial:
    from vcam.output.trial import try_virtual_camera

    return try_virtual_camera(device)


def _open_self_view(camera: str) -> OwnView:
    from vcam.self_view.view import open_self_view

    return open_self_view(camera)


def _make_recorder(path: Path) -> Any:
    from vcam.output.recorder import Recorder

    return Recorder(path)


def _warm_up() -> None:
    for name in ("vcam.engine.session", "vcam.landmarks.face_mesh", "onnxruntime", "av", "pyvirtualcam"):
        try:
            importlib.import_module(name)
        except ImportError as error:
            # Whoever needs it will say so; here it only costs the head start.
            log.info("%s can't be imported ahead: %s", name, error)


def _examine() -> Iterator[Check]:
    from vcam.doctor import examine

    # The window is open: trying in another process whether one opens would take seconds. And what a look
    # at the diagnostics sends to the virtual camera, others would see.
    return examine(skip=("window",), send=False)
