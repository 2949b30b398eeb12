"""What is wrong before the camera, on the shipped portrait made dark, small, double and cut."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from vcam.avatar.shipped import shipped_photo
from vcam.frames import Image, Landmarks
from vcam.landmarks.base import create_tracker
from vcam.self_view.faults import all_faults, find_fault


@pytest.fixture(scope="module")
def portrait() -> Image:
    picture = cv2.imread(str(shipped_photo("astronaut")))
    return cv2.cvtColor(cv2.resize(picture, (512, 512)), cv2.COLOR_BGR2RGB)


@pytest.fixture(scope="module")
def face(portrait: Image) -> Landmarks:
    tracker = create_tracker()
    found = tracker.track(portrait)
    tracker.close()
    assert found is not None
    return found


def test_a_good_place_has_no_fault(portrait: Image, face: Landmarks) -> None:
    assert find_fault(portrait, face, (100.0,)) == ""


def test_the_light(portrait: Image, face: Landmarks) -> None:
    dark = (portrait * 0.2).astype(np.uint8)
    assert find_fault(dark, face, (100.0,)) == "too_dark"
    assert find_fault((portrait * 0.05).astype(np.uint8), None, ()) == "too_dark"
    assert find_fault(portrait, None, ()) == "no_face"


def test_other_people_count_and_posters_do_not(portrait: Image, face: Landmarks) -> None:
    assert find_fault(portrait, face, (100.0, 70.0)) == "several_faces"
    assert find_fault(portrait, face, (100.0, 30.0)) == ""


def test_distance_and_edges(portrait: Image, face: Landmarks) -> None:
    small = cv2.resize(portrait, (256, 256))
    half = replace(face, points=face.points / 2, image_size=(256, 256))
    assert find_fault(small, half, (50.0,)) == "too_far"
    beyond = replace(face, points=face.points + np.float32([-230, 0, 0]))
    assert find_fault(portrait, beyond, (100.0,)) == "cut_off"


def test_all_faults_are_named() -> None:
    assert {"no_face", "several_faces", "too_dark", "too_far", "cut_off"} <= set(all_faults())
    assert {"turned", "mouth_open", "eyes_closed", "moving"} <= set(all_faults())
