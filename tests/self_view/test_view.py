"""The self view on scripted cameras: a picture on request alone, advice, the neutral face, lost cameras."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import pytest
from engine_fakes import ScriptedSource, until

from vcam.avatar.shipped import shipped_photo
from vcam.errors import CameraLost, CameraNotFound
from vcam.frames import DrivingFrame, Image
from vcam.landmarks.base import create_tracker
from vcam.self_view.view import PICTURE_WIDTH_PX, SelfView, small


def shipped(name: str) -> Image:
    return cv2.cvtColor(cv2.imread(str(shipped_photo(name))), cv2.COLOR_BGR2RGB)


@pytest.fixture(scope="module")
def portrait() -> Image:
    """A smile that shows teeth."""
    return shipped("astronaut")


@pytest.fixture(scope="module")
def closed_mouth() -> Image:
    return shipped("character")


class Camera(ScriptedSource):
    """The same picture for ever, 25 times a second of its own time, as fast as it is read."""

    def __init__(self, picture: Image, first: tuple[Any, ...] = ()) -> None:
        super().__init__(self._frames(picture, first), name="Desk Cam", fps=200, paced=True)
        self.status = "Desk Cam delivers."

    def _frames(self, picture: Image, first: tuple[Any, ...]) -> Iterator[Any]:
        yield from first
        for index in range(100_000):
            yield DrivingFrame(image=picture, index=index, captured_at_s=index / 25)


def counter(*sides: float) -> Any:
    return lambda: lambda _image: sides


def test_the_picture_comes_on_request_alone(portrait: Image) -> None:
    with SelfView(lambda: Camera(portrait), create_tracker, counter(200.0)) as view:
        until(lambda: view.latest.landmarks is not None, 30)
        assert view.latest.picture is None
        view.show_picture = True
        until(lambda: view.latest.picture is not None, 30)
        view.show_picture = False
        until(lambda: view.latest.picture is None, 30)
        assert view.latest.status == "Desk Cam delivers."


def test_a_steady_second_gives_the_neutral_face(closed_mouth: Image) -> None:
    with SelfView(lambda: Camera(closed_mouth), create_tracker, counter(200.0)) as view:
        until(lambda: view.latest.landmarks is not None, 30)
        assert view.latest.neutral is None
        assert view.latest.progress == 0
        view.measure()
        until(lambda: view.latest.neutral is not None, 30)
        assert view.latest.progress == 1
        assert view.latest.neutral is not None
        assert view.latest.neutral.image_size == closed_mouth.shape[1::-1]


def test_an_open_mouth_is_said(portrait: Image) -> None:
    with SelfView(lambda: Camera(portrait), create_tracker, counter(200.0)) as view:
        view.measure()
        until(lambda: view.latest.fault == "mouth_open", 30)
        assert view.latest.neutral is None


def test_a_fault_holds_the_measurement_up(portrait: Image) -> None:
    with SelfView(lambda: Camera(portrait), create_tracker, counter(200.0, 180.0)) as view:
        view.measure()
        until(lambda: view.latest.fault == "several_faces", 30)
        assert view.latest.progress == 0


def test_a_lost_camera_is_waited_for(portrait: Image) -> None:
    camera = Camera(portrait, first=(CameraLost("gone"), None))
    with SelfView(lambda: camera, create_tracker, counter()) as view:
        until(lambda: view.latest.landmarks is not None, 30)
    assert camera.closed.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name == "vcam-self-view"]
    assert view.latest.landmarks is None


def test_a_camera_that_is_not_there_is_told() -> None:
    def missing() -> Camera:
        raise CameraNotFound("there is no camera")

    with SelfView(missing, create_tracker, counter()) as view:
        until(lambda: view.latest.failure == "there is no camera", 30)


def test_pictures_are_small() -> None:
    assert small(np.zeros((720, 1280, 3), np.uint8)).shape == (360, PICTURE_WIDTH_PX, 3)
    assert small(np.zeros((100, 200, 3), np.uint8)).shape == (100, 200, 3)
