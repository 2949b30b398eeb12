"""The examination of an installation."""

import json

import pytest

from vcam import doctor
from vcam.cli.main import main
from vcam.engine.anchored import figure
from vcam.errors import CheckpointError, VirtualCameraError
from vcam.output import trial, virtual_camera
from vcam.output.virtual_camera import VirtualCameraInfo


def test_this_installation_works(capsys):
    assert main(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["healthy"]
    names = [check["name"] for check in report["checks"]]
    assert names[:3] == ["python", "packages", "weights"]
    assert {
        "landmarks",
        "drawing",
        "avatars",
        "folders",
        "video",
        "window",
        "cameras",
        "virtual camera",
    } <= set(names)
    assert all(check["sentence"].endswith(".") for check in report["checks"])


def test_what_is_broken_is_told_and_is_1(monkeypatch, capsys):
    def broken():
        raise CheckpointError("the weights are gone")

    monkeypatch.setattr(doctor, "check_weights", broken)
    monkeypatch.setattr(doctor, "check_landmarks", lambda: 1 / 0)
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "FAIL  weights: the weights are gone." in out
    assert "FAIL  landmarks: it can't be checked (ZeroDivisionError" in out
    assert "To be mended: weights, landmarks." in out


def test_where_networks_draw_is_told(monkeypatch):
    check = doctor.check_drawing()
    assert check.state == "good"
    assert check.sentence.startswith("on ")
    monkeypatch.setattr(figure, "anchored_or_prior", lambda avatar: (avatar, "The CPU draws, as it must."))
    check = doctor.check_drawing()
    assert (check.state, check.sentence) == ("note", "The CPU draws, as it must.")


@pytest.fixture
def versions(monkeypatch):
    """The installed versions, to be changed."""
    found = dict.fromkeys(doctor.PACKAGES, "1.0")
    found["PySide6-Essentials"] = "6.11.3"
    monkeypatch.setattr(doctor, "installed_version", found.get)
    return found


def test_missing_packages(versions):
    assert doctor.check_packages().state == "good"
    del versions["pyvirtualcam"]
    assert doctor.check_packages().state == "note"
    del versions["numpy"]
    check = doctor.check_packages()
    assert check.state == "problem"
    assert "numpy" in check.sentence


def test_two_opencv_packages(versions):
    versions["opencv-python-headless"] = "4.14"
    check = doctor.check_packages()
    assert check.state == "problem"
    assert "opencv-python-headless" in check.sentence


def test_the_qt_that_aborts(versions, monkeypatch):
    versions["PySide6-Essentials"] = "6.12.0"
    monkeypatch.setattr(doctor.sys, "version_info", (3, 11, 7))
    assert doctor.check_packages().state == "problem"
    monkeypatch.setattr(doctor.sys, "version_info", (3, 12, 0))
    assert doctor.check_packages().state == "good"


def test_a_folder_that_cannot_be_written(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("VCAM_HOME", str(tmp_path / "file"))
    check = doctor.check_folders()
    assert check.state == "problem"
    assert "VCAM_HOME" in check.sentence


def test_a_window_that_cannot_open(monkeypatch):
    monkeypatch.setattr(doctor, "WINDOW_TEST", "import sys; sys.exit('no xcb.')")
    check = doctor.check_window()
    assert check.state == "problem"
    assert "no xcb" in check.sentence


@pytest.fixture
def virtual_cameras(monkeypatch):
    """The virtual cameras that are listed, to be changed."""
    listed = [VirtualCameraInfo(name="vcam", device="/dev/video10")]
    monkeypatch.setattr(virtual_camera, "list_virtual_cameras", lambda: listed)
    return listed


def test_a_virtual_camera_is_really_tried(monkeypatch, virtual_cameras):
    def take(device):
        return trial.Trial(
            name="vcam", device=device, pictures=30, width=1280, height=720, pixel_format="I420"
        )

    def refuse(device):
        raise VirtualCameraError(f"{device} took no picture")

    monkeypatch.setattr(trial, "try_virtual_camera", take)
    check = doctor.check_virtual_camera()
    assert check.state == "good"
    assert check.sentence == "vcam (/dev/video10); /dev/video10 took 30 test pictures."
    monkeypatch.setattr(trial, "try_virtual_camera", refuse)
    check = doctor.check_virtual_camera()
    assert (check.state, check.sentence) == ("note", "vcam (/dev/video10): /dev/video10 took no picture.")
    assert doctor.check_virtual_camera(send=False).sentence == "vcam (/dev/video10)."
    virtual_cameras[:] = [VirtualCameraInfo(name="vcam", device="/dev/video10", free=False)]
    assert "another program sends to it" in doctor.check_virtual_camera().sentence
