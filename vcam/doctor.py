"""Examines an installation: what works here, what does not, and what to do about it."""

from __future__ import annotations

import logging
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from vcam import __version__
from vcam.errors import VcamError, VirtualCameraError
from vcam.licences import OPTIONAL_PACKAGES, PACKAGES, installed_version

log = logging.getLogger(__name__)

State = Literal["good", "note", "problem"]

OTHER_OPENCV = ("opencv-python-headless", "opencv-contrib-python", "opencv-contrib-python-headless")
OLDEST_PYTHON = (3, 11)
ENOUGH_DISK_BYTES = 500_000_000
SLOW_TRACKING_MS = 20.0
TRACKED_FRAMES = 15
WINDOW_TIMEOUT_S = 60
WINDOW_TEST = "from PySide6.QtWidgets import QApplication; QApplication([])"
WINDOW_PACKAGES = (
    "libgl1 libegl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxcb-cursor0 libxkbcommon-x11-0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Args:
        name: what it is.
        state: `good`; `note`: worth knowing, vcam works without it; `problem`: it must be mended.
        sentence: what was found and what to do.
    """

    name: str
    state: State
    sentence: str


def examine(skip: Collection[str] = (), *, send: bool = True) -> Iterator[Check]:
    """Look at everything, one check after another; a check that fails unexpectedly is a problem itself.

    Args:
        skip: names of checks to leave out.
        send: send test pictures to the virtual camera, which whoever watches it sees.
    """
    checks: dict[str, Callable[[], Check]] = {
        "python": check_python,
        "packages": check_packages,
        "weights": check_weights,
        "avatars": check_avatars,
        "landmarks": check_landmarks,
        "drawing": check_drawing,
        "folders": check_folders,
        "video": check_video,
        "window": check_window,
        "cameras": check_cameras,
        "virtual camera": partial(check_virtual_camera, send=send),
    }
    for name, check in checks.items():
        if name in skip:
            continue
        try:
            yield check()
        except (VcamError, OSError) as error:
            yield Check(name=name, state="problem", sentence=f"{error}.")
        except Exception as error:
            log.exception("the check %s failed", name)
            yield Check(
                name=name,
                state="problem",
                sentence=f"it can't be checked ({type(error).__name__}: {error}); install vcam again.",
            )


def check_python() -> Check:
    """Python's version and the processor."""
    system = f"{platform.platform()}, {os.cpu_count()} CPUs"
    found = f"vcam {__version__}, Python {platform.python_version()}, {system}"
    if sys.version_info < OLDEST_PYTHON:
        return _problem("python", f"{found}: Python 3.11 or newer is needed")
    return _good("python", found)


def check_packages() -> Check:
    """Presence and versions of the packages that vcam uses."""
    found = {name: version for name in PACKAGES if (version := installed_version(name)) is not None}
    missing = [name for name in PACKAGES if name not in found]
    if missing and set(missing) <= set(OPTIONAL_PACKAGES):
        return _note("packages", f"{', '.join(missing)} missing: only what needs them won't work")
    if missing:
        return _problem("packages", f"{', '.join(missing)} missing: install vcam again (./run.sh does it)")
    rivals = [name for name in OTHER_OPENCV if installed_version(name) is not None]
    if rivals:
        return _problem(
            "packages",
            f"{', '.join(rivals)} overwrites opencv-python: uninstall both, then install opencv-python again",
        )
    qt = found["PySide6-Essentials"]
    if qt.startswith("6.12.") and sys.version_info < (3, 12):
        return _problem(
            "packages", f"PySide6 {qt} aborts on this Python: install PySide6-Essentials==6.11.3 instead"
        )
    named = ", ".join(
        f"{name} {found[name]}" for name in ("opencv-python", "onnxruntime", "PySide6-Essentials")
    )
    return _good("packages", f"all {len(PACKAGES)} are there: {named}")


def check_weights() -> Check:
    """Hashes of the shipped weights."""
    from vcam.weights import verify

    checks = verify()
    problems = [check.problem for check in checks if check.problem]
    if problems:
        return _problem("weights", "; ".join(problems))
    size = sum(check.entry.bytes for check in checks)
    return _good("weights", f"{len(checks)} files, {size / 1e6:.1f} MB, are whole")


def check_avatars() -> Check:
    """The stored and the shipped avatars."""
    from vcam.avatar.store import AvatarStore

    store = AvatarStore()
    entries = store.list()
    shipped = [entry.name for entry in entries if entry.shipped]
    own = len(entries) - len(shipped)
    if not shipped:
        return _problem("avatars", "no shipped avatar was found: install vcam again")
    return _good("avatars", f"{', '.join(shipped)} shipped, {own} of your own in {store.folder}")


def check_landmarks() -> Check:
    """The landmark tracker on a shipped portrait: does it find the face, where does it run, how fast."""
    from vcam.avatar.photo import load_photo
    from vcam.avatar.shipped import DEFAULT_AVATAR, shipped_photo
    from vcam.landmarks.base import create_tracker

    image = load_photo(shipped_photo(DEFAULT_AVATAR)).rgb
    tracker = create_tracker()
    try:
        times_ms = []
        for _ in range(TRACKED_FRAMES):
            started_s = time.perf_counter()
            landmarks = tracker.track(image)
            times_ms.append(1000 * (time.perf_counter() - started_s))
        device = f"{tracker.name} on {tracker.device} ({tracker.device_reason.rstrip('.')})"
    finally:
        tracker.close()
    if landmarks is None:
        return _problem("landmarks", f"{device} finds no face in the shipped portrait: install vcam again")
    median_ms = statistics.median(times_ms)
    found = f"{device}, {median_ms:.1f} ms a picture"
    if median_ms > SLOW_TRACKING_MS:
        return _note("landmarks", f"{found}; too slow for 30 pictures a second: close other programs")
    return _good("landmarks", found)


def check_drawing() -> Check:
    """The networks that draw by default: whether they can be used, and where they run."""
    from vcam.avatar.shipped import DEFAULT_AVATAR
    from vcam.avatar.store import AvatarStore
    from vcam.engine.anchored.figure import anchored_or_prior
    from vcam.engine.renderers import drawing_device

    figure, told = anchored_or_prior(AvatarStore().load(DEFAULT_AVATAR))
    found = told or "on {}: {}".format(*drawing_device(figure))
    return (_note if told else _good)("drawing", found.rstrip("."))


def check_folders() -> Check:
    """Whether avatars and settings can be kept, and room on the disk."""
    from vcam.paths import data_folder

    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"vcam")
    except OSError as error:
        return _problem(
            "folders",
            f"{folder} can't be written ({error.strerror or error}), so avatars and settings won't be kept: "
            "mend its permissions, or set VCAM_HOME to another folder",
        )
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_DISK_BYTES:
        return _note("folders", f"only {free / 1e6:.0f} MB are free where {folder} lies")
    return _good("folders", f"{folder}, {free / 1e9:.0f} GB free")


def check_video() -> Check:
    """Whether videos can be recorded as H.264."""
    import av

    try:
        av.codec.Codec("libx264", "w")
    except av.codec.codec.UnknownCodecError:
        return _note(
            "video", "this FFmpeg has no libx264: videos are recorded as MPEG-4 part 2, which is larger"
        )
    return _good("video", f"H.264 by PyAV {av.__version__}")


def check_window() -> Check:
    """Whether Qt can open a window here, tried in another process because Qt aborts when it can't."""
    on_linux = sys.platform.startswith("linux")
    display = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    environment = dict(os.environ)
    if on_linux and not display:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        done = subprocess.run(
            [sys.executable, "-c", WINDOW_TEST],
            env=environment,
            capture_output=True,
            text=True,
            timeout=WINDOW_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _problem("window", f"Qt did not start within {WINDOW_TIMEOUT_S} s: log in to the desktop anew")
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        reason = lines[-1].strip().rstrip(".") if lines else f"exit code {done.returncode}"
        advice = f"install {WINDOW_PACKAGES}" if on_linux else "install vcam again"
        return _problem("window", f"Qt can't open a window ({reason}): {advice}")
    if on_linux and not display:
        return _note(
            "window", "Qt works, but there is no display: use `vcam demo`, `vcam render` or `vcam run`"
        )
    return _good("window", "Qt opens windows here")


def check_cameras() -> Check:
    """Webcams."""
    from vcam.capture.cameras import list_cameras

    real = [camera.name for camera in list_cameras() if not camera.is_virtual]
    if not real:
        return _note("cameras", "no webcam that this user may use; videos and recorded motions can drive too")
    return _good("cameras", ", ".join(real))


def check_virtual_camera(*, send: bool = True) -> Check:
    """Virtual cameras that call apps can pick; the first free one is sent test pictures, if so wanted."""
    from vcam.output.trial import try_virtual_camera
    from vcam.output.virtual_camera import list_virtual_cameras, virtual_camera_help

    found = list_virtual_cameras()
    if not found:
        return _note("virtual camera", f"none was found: {virtual_camera_help()}")
    listed = ", ".join(f"{c.name} ({c.device}{'' if c.free else ', in use'})" for c in found)
    free = next((camera.device for camera in found if camera.free), None)
    if free is None:
        return _note("virtual camera", f"{listed}: another program sends to it; stop it to use it for vcam")
    if not send:
        return _good("virtual camera", listed)
    try:
        trial = try_virtual_camera(free)
    except VirtualCameraError as error:
        return _note("virtual camera", f"{listed}: {error}")
    return _good("virtual camera", f"{listed}; {trial.device} took {trial.pictures} test pictures")


def _good(name: str, sentence: str) -> Check:
    return Check(name=name, state="good", sentence=f"{sentence}.")


def _note(name: str, sentence: str) -> Check:
    return Check(name=name, state="note", sentence=f"{sentence}.")


def _problem(name: str, sentence: str) -> Check:
    return Check(name=name, state="problem", sentence=f"{sentence}.")
