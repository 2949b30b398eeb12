"""Fixtures for the whole suite: shared data, fake devices, small clips made on the spot."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY / "tests" / "helpers"))


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The shared folder of data and tools, or a skip: it is not part of the project."""
    folder = Path(os.environ.get("VCAM_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder} (set VCAM_SHARED)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for the whole run: no test reads or writes the user's own avatars, settings and caches."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VCAM_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A suite started in the background inherits an ignored Ctrl-C, and so would the programs it tests."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shim_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preload library that stands in for webcams and loopback devices, or a skip with its reason."""
    import fake_devices

    reason = fake_devices.why_unavailable()
    if reason:
        pytest.skip(reason)
    return fake_devices.build_shim(tmp_path_factory.getbasetemp().parent / "v4l2shim")


@pytest.fixture
def devices(shim_library: Path) -> Iterator[object]:
    """A fake webcam (/dev/video40), its other port (/dev/video41) and a loopback device (/dev/video42)."""
    import fake_devices

    with fake_devices.FakeDevices(shim_library) as made:
        yield made


@pytest.fixture(scope="session")
def moving_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A 160x120 video of 20 frames at 10 fps whose grey level tells the frame: 10 + 10 * index."""
    import clips

    return clips.write_clip(tmp_path_factory.mktemp("clips") / "moving.mp4")


def _shipped_avatar(name: str) -> object:
    from vcam.avatar.builder import build_avatar
    from vcam.avatar.photo import load_photo
    from vcam.paths import resources

    return build_avatar(load_photo(resources() / "avatars" / f"{name}.png"), name=name)


@pytest.fixture(scope="session")
def astronaut() -> object:
    """The avatar of the shipped portrait photo, built from its file."""
    return _shipped_avatar("astronaut")


@pytest.fixture(scope="session")
def character() -> object:
    """The avatar of the shipped drawn character, built from its file."""
    return _shipped_avatar("character")
