"""Tracking by the face-alignment library: 68 points in 3D by FAN-4, lifted to 478. Made for GPUs.

Its networks are fetched by the library at first use, into PyTorch's own cache.
Source: A. Bulat and G. Tzimiropoulos, How far are we from solving the 2D & 3D face alignment problem? (2017).
"""

from __future__ import annotations

import logging
import pickle
from typing import TYPE_CHECKING
from urllib.error import URLError

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.errors import BackendUnavailable, CheckpointError
from vcam.frames import Image, Landmarks, check_image
from vcam.landmarks.base import Device
from vcam.landmarks.following import Box, FollowedFace, Place
from vcam.landmarks.lifting import Lifting

if TYPE_CHECKING:
    from face_alignment import FaceAlignment

log = logging.getLogger(__name__)

MAX_DETECTION_SIDE_PX = 640
"""Pictures are searched for faces at most at this size; the points are found in the full picture."""
NOSE_TIP, JAW_ENDS = 30, (0, 16)


class FaceAlignmentTracker:
    """Follows one face: the largest at first, then the same one until it is gone."""

    name = "face-alignment"

    def __init__(self, device: Device = "auto") -> None:
        """Load the networks; the first time they are fetched.

        Args:
            device: `auto` takes a GPU when PyTorch has one.

        Raises:
            BackendUnavailable: the library is not installed, the device is not there, or the networks
                can't be fetched.
            CheckpointError: a fetched network is damaged.
        """
        self._torch_device, self.device_reason = _choose_device(device)
        self.device = self._torch_device.upper()
        self._lifting = Lifting.load()
        self._aligner: FaceAlignment | None = _load_aligner(self._torch_device)
        self._face = FollowedFace()

    def reset(self) -> None:
        """Forget the face that was followed."""
        self._face.reset()

    def close(self) -> None:
        """Let go of the networks and their memory; safe twice."""
        self._aligner = None
        self.reset()

    def track(self, image: Image) -> Landmarks | None:
        """The followed face in (H, W, 3) uint8 RGB, or None when it is not visible.

        Raises:
            ShapeError: the picture has another shape or type.
            BackendUnavailable: the tracker is closed.
        """
        check_image(image, "a picture for face tracking")
        if self._aligner is None:
            raise BackendUnavailable("this face-alignment tracker is closed: make a new one")
        candidates = self._face.candidates(self._detect(self._aligner, image))
        if not candidates:
            self._face.missed()
            return None
        box = candidates[0]
        (points,) = self._aligner.get_landmarks_from_image(image, [_row(box)])
        height, width = image.shape[:2]
        lifted = self._lifting.lift(towards_camera_negative(points))
        x, y = box.centre
        self._face.seen(Place(x=x, y=y, side=box.side))
        return Landmarks(points=lifted, image_size=(width, height), score=box.score)

    def _detect(self, aligner: FaceAlignment, image: Image) -> list[Box]:
        ratio = min(MAX_DETECTION_SIDE_PX / max(image.shape[:2]), 1.0)
        small = (
            cv2.resize(image, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA) if ratio < 1 else image
        )
        rows = aligner.face_detector.detect_from_image(small.copy())
        return [
            Box(
                x0=float(row[0]) / ratio,
                y0=float(row[1]) / ratio,
                x1=float(row[2]) / ratio,
                y1=float(row[3]) / ratio,
                score=min(float(row[4]), 1.0),
            )
            for row in rows
        ]


def towards_camera_negative(points: NDArray[np.floating]) -> NDArray[np.float64]:
    """(68, 3) points with z negative towards the camera, as everywhere in vcam.

    The library's depth follows the axis of its training data. The face itself tells which one that is:
    the nose is nearer to the camera than the ends of the jaw.
    """
    turned = points.astype(np.float64)
    if turned[NOSE_TIP, 2] > turned[list(JAW_ENDS), 2].mean():
        turned[:, 2] *= -1
    return turned


def _row(box: Box) -> list[float]:
    return [box.x0, box.y0, box.x1, box.y1, box.score]


def _choose_device(device: Device) -> tuple[str, str]:
    """PyTorch's name of the device to use, and why, in one sentence."""
    import torch

    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if device == "auto":
        if available["cuda"]:
            return "cuda", f"PyTorch found the graphics card {torch.cuda.get_device_name()}."
        if available["mps"]:
            return "mps", "PyTorch found the graphics processor of this Mac."
        return "cpu", "PyTorch found no graphics card, so a picture takes a second or more."
    if not available[device]:
        raise BackendUnavailable(
            f"device {device!r} was asked for, but PyTorch {torch.__version__} can't use one here: "
            "choose auto or cpu, or install a PyTorch build for your graphics card"
        )
    return device, "The device was chosen by the user."


def _load_aligner(device: str) -> FaceAlignment:
    try:
        import face_alignment
    except ImportError as error:
        raise BackendUnavailable(
            f"the face-alignment backend can't be imported ({error}): run pip install face-alignment, "
            "or choose the mediapipe backend"
        ) from error
    from torch.hub import get_dir

    folder = f"{get_dir()}/checkpoints"
    try:
        # Compiling takes minutes at the first start and gains little on single pictures.
        return face_alignment.FaceAlignment(
            face_alignment.LandmarksType.THREE_D, device=device, compile=False, flip_input=True
        )
    except (URLError, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", error)
        raise BackendUnavailable(
            f"the networks of face-alignment can't be fetched ({reason}): connect to the internet once, "
            f"or put them into {folder}, or choose the mediapipe backend"
        ) from error
    except (RuntimeError, OSError, EOFError, KeyError, TypeError, pickle.UnpicklingError) as error:
        log.debug("loading face-alignment failed", exc_info=True)
        raise CheckpointError(
            f"the networks of face-alignment in {folder} can't be loaded ({_first_line(error)}): delete them "
            "there, and they are fetched again at the next start"
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
