"""Listing and finding cameras: the rules on made-up lists, and the real listing on fake devices."""

from __future__ import annotations

import json

import pytest
from fake_devices import FakeDevices

from vcam.capture import cameras
from vcam.capture.cameras import CameraInfo, find_again, find_camera
from vcam.errors import CameraNotFound


def info(name: str, index: int, *, identity: str = "", is_virtual: bool = False) -> CameraInfo:
    path = f"/dev/video{index}"
    return CameraInfo(
        id=identity or path, name=name, path=path, index=index, backend="V4L2", is_virtual=is_virtual
    )


def connect(monkeypatch: pytest.MonkeyPatch, *connected: CameraInfo) -> None:
    monkeypatch.setattr(cameras, "_enumerate", lambda backend: list(connected))


def test_real_cameras_come_first_and_none_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, info("OBS", 0, is_virtual=True), info("B", 4), info("A", 2))
    assert [camera.index for camera in cameras.list_cameras()] == [2, 4, 0]
    assert find_camera().name == "A"
    assert find_camera("OBS").is_virtual


@pytest.mark.parametrize(
    "text", ["/dev/v4l/by-id/usb-Desk", "/dev/video2", "2", "Desk Cam", "desk cam", "desk", " Desk Cam "]
)
def test_found_by_id_path_index_and_name(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    connect(monkeypatch, info("Desk Cam", 2, identity="/dev/v4l/by-id/usb-Desk"), info("Laptop", 0))
    assert find_camera(text).index == 2


def test_not_found_and_ambiguous_name_the_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, info("Desk Cam", 0), info("Desk Cam", 2))
    with pytest.raises(CameraNotFound, match=r"2 cameras are called 'desk'.*/dev/video0, /dev/video2"):
        find_camera("desk")
    with pytest.raises(CameraNotFound, match=r"no camera 'Kitchen'; connected: Desk Cam \(/dev/video0\)"):
        find_camera("Kitchen")
    connect(monkeypatch, info("OBS", 0, is_virtual=True))
    with pytest.raises(CameraNotFound, match="no camera is connected"):
        find_camera()


def test_found_again_by_path_and_name_then_by_name_never_another(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = info("Desk Cam", 2)
    connect(monkeypatch, info("Desk Cam", 0), lost)
    assert find_again(lost) == lost
    connect(monkeypatch, info("Laptop", 2), info("Desk Cam", 4))
    assert find_again(lost) == info("Desk Cam", 4)
    connect(monkeypatch, info("Laptop", 2), info("Desk Cam", 4, is_virtual=True))
    assert find_again(lost) is None


def test_virtual_cameras_are_known_by_name_where_the_system_does_not_say() -> None:
    for name, expected in (
        ("OBS Virtual Camera", True),
        ("Unity Video Capture", True),
        ("FaceTime HD Camera", False),
        ("Logitech BRIO", False),
    ):
        assert cameras._is_virtual(name, name, "DSHOW") is expected


LIST = """
import dataclasses, json
from vcam.capture.cameras import list_cameras
print(json.dumps([dataclasses.asdict(camera) for camera in list_cameras()]))
"""


def test_the_real_listing_knows_webcam_and_loopback(devices: FakeDevices) -> None:
    devices.webcam.plug(name="Desk Cam")
    listed = [camera for camera in json.loads(devices.run_python(LIST)) if camera["index"] >= 40]
    assert [(camera["name"], camera["path"], camera["is_virtual"]) for camera in listed] == [
        ("Desk Cam", "/dev/video40", False),
        ("Shim Loopback", "/dev/video42", True),
    ]
    assert {camera["backend"] for camera in listed} == {"V4L2"}


def test_an_unplugged_webcam_is_not_listed(devices: FakeDevices) -> None:
    devices.webcam.unplug()
    assert "/dev/video40" not in devices.run_python(LIST)
