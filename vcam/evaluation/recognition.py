"""CSIM: whether two pictures show the same person, by a face recognition network that vcam does not ship.

Source: Fast Bi-layer Neural Synthesis (2020), 4; J. Deng et al., ArcFace (2019), for the aligned square.
"""

from __future__ import annotations

import importlib
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.errors import BackendUnavailable, CheckpointError
from vcam.frames import Image, Points
from vcam.geometry.face_model import FACE_OVAL, LEFT_IRIS, MOUTH_CORNERS, NOSE_TIP, RIGHT_IRIS
from vcam.geometry.pose import fit_similarity

Embedding = NDArray[np.float64]

SIDE = 112
"""Side of the aligned square in pixels."""
TEMPLATE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]],
    np.float32,
)
"""Where eyes, nose tip and mouth corners lie in it."""
ALIGNED = np.array([RIGHT_IRIS[0], LEFT_IRIS[0], NOSE_TIP, *MOUTH_CORNERS])
"""The same five points among the landmarks."""


class Recogniser(Protocol):
    """Turns a face into numbers that are alike for one person.

    Attributes:
        name: for people.
    """

    name: str

    def embed(self, image: Image, points: Points) -> Embedding:
        """(D,) embedding of the face with (478, 3) landmarks in an (H, W, 3) uint8 RGB picture."""
        ...


def csim(first: Embedding, second: Embedding) -> float:
    """Cosine of the angle between two embeddings: 1 for the same face."""
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))


def open_recogniser(path: Path | None = None) -> Recogniser:
    """The network of a file, or of the `face_recognition` package.

    Args:
        path: an ONNX file that takes the aligned square as ArcFace does: (1, 3, 112, 112) float32 RGB,
            (value - 127.5) / 127.5.

    Raises:
        BackendUnavailable: no file is given and the package or its weights are not installed.
        CheckpointError: the file can't be loaded or takes something else.
    """
    if path is not None:
        return AlignedFaceNetwork(path)
    if find_spec("face_recognition") is None or find_spec("face_recognition_models") is None:
        raise BackendUnavailable(
            "the face_recognition package is not installed: run pip install face_recognition, or name an "
            "ArcFace network by --face-recognition"
        )
    return PackageRecogniser()


class PackageRecogniser:
    """dlib's network by the `face_recognition` package, which brings its own weights."""

    name = "face_recognition (dlib)"

    def __init__(self) -> None:
        """Load the package.

        Raises:
            BackendUnavailable: it is installed but can't be loaded.
        """
        said = StringIO()
        try:
            # Where its weights can't be imported, the package says so on stdout and ends the program.
            with redirect_stdout(said):
                self._package: Any = importlib.import_module("face_recognition")
        except (ImportError, SystemExit, RuntimeError) as error:
            reason = " ".join(said.getvalue().split()) or error
            raise BackendUnavailable(
                f"the face_recognition package can't be loaded ({reason}): its weights also need the "
                "pkg_resources of an older setuptools (pip install 'setuptools<81'); or name an ArcFace "
                "network by --face-recognition"
            ) from error

    def embed(self, image: Image, points: Points) -> Embedding:
        """(128,) embedding; the package aligns the face by landmarks of its own."""
        low, high = points[FACE_OVAL, :2].min(0), points[FACE_OVAL, :2].max(0)
        left, top, right, bottom = (round(float(value)) for value in (*low, *high))
        (found,) = self._package.face_encodings(
            np.ascontiguousarray(image), known_face_locations=[(top, right, bottom, left)]
        )
        return np.asarray(found, np.float64)


class AlignedFaceNetwork:
    """An ONNX network on the aligned square."""

    def __init__(self, path: Path) -> None:
        """Load it.

        Raises:
            CheckpointError: the file can't be loaded or takes something else.
        """
        import onnxruntime as ort

        self.name = path.name
        try:
            self._session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
            self._input = self._session.get_inputs()[0].name
            self._run(np.zeros((SIDE, SIDE, 3), np.uint8))
        # onnxruntime's own exceptions share no base class below Exception.
        except Exception as error:
            reason = str(error).strip().partition("\n")[0]
            raise CheckpointError(
                f"the face recognition network {path} can't be used ({reason}): name an ONNX file that takes "
                f"(1, 3, {SIDE}, {SIDE}) RGB"
            ) from error

    def embed(self, image: Image, points: Points) -> Embedding:
        """(D,) embedding of the face, aligned by its landmarks."""
        return self._run(align(image, points))

    def _run(self, square: Image) -> Embedding:
        pixels = (square.astype(np.float32).transpose(2, 0, 1)[None] - 127.5) / np.float32(127.5)
        return np.asarray(self._session.run(None, {self._input: pixels})[0], np.float64).reshape(-1)


def align(image: Image, points: Points) -> Image:
    """(112, 112, 3) uint8: the face with eyes, nose and mouth where ArcFace expects them."""
    flat = np.zeros((len(ALIGNED), 3), np.float32)
    flat[:, :2] = points[ALIGNED, :2]
    target = np.zeros_like(flat)
    target[:, :2] = TEMPLATE
    fit = fit_similarity(flat, target)
    matrix = np.concatenate([fit.scale * fit.rotation[:2, :2], fit.position[:2, None]], axis=1)
    return np.asarray(cv2.warpAffine(image, matrix, (SIDE, SIDE)), np.uint8)
