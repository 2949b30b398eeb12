"""CSIM: whether two pictures show the same person, by a face recognition network that vcam does not ship.

Faces are aligned by vcam's own landmarks, so that no other detector decides what is compared.
Source: Fast Bi-layer Neural Synthesis (2020), 4; J. Deng et al., ArcFace (2019), and D. King, dlib-models
(2017), for the aligned squares.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.errors import BackendUnavailable, CheckpointError
from vcam.frames import Image, Points
from vcam.geometry.face_model import (
    LEFT_IRIS,
    LEFT_UPPER_LID,
    MOUTH_CORNERS,
    NOSE_TIP,
    RIGHT_IRIS,
    RIGHT_UPPER_LID,
)
from vcam.geometry.pose import fit_similarity

Embedding = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Template:
    """Where a network expects a face in its square.

    Args:
        side: of the square, in pixels.
        landmarks: (N,) which of the 478 landmarks are placed.
        places: (N, 2) where they lie in the square, x then y.
    """

    side: int
    landmarks: NDArray[np.intp]
    places: Points


ARCFACE = Template(
    side=112,
    landmarks=np.array([RIGHT_IRIS[0], LEFT_IRIS[0], NOSE_TIP, *MOUTH_CORNERS]),
    places=np.array(
        [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]],
        np.float32,
    ),
)
"""Eyes, nose tip and mouth corners."""
NOSE_BASE = 2
DLIB = Template(
    side=150,
    landmarks=np.array([*LEFT_UPPER_LID[[-1, 0]], *RIGHT_UPPER_LID[[0, -1]], NOSE_BASE]),
    places=np.array(
        [[110.957, 46.350], [89.606, 47.897], [37.058, 46.373], [58.409, 47.906], [74.011, 87.780]],
        np.float32,
    ),
)
"""Corners of the eyes and the nose's base, with dlib's border of a quarter around the face."""
DLIB_WEIGHTS = Path("models", "dlib_face_recognition_resnet_model_v1.dat")
"""Its place in the package face_recognition_models."""
PACKAGES = "dlib-bin face_recognition_models"


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
    """The network of a file, or dlib's.

    Args:
        path: an ONNX file that takes the aligned square as ArcFace does: (1, 3, 112, 112) float32 RGB,
            (value - 127.5) / 127.5.

    Raises:
        BackendUnavailable: no file is given and dlib or its weights are not installed.
        CheckpointError: the file can't be loaded or takes something else.
    """
    return DlibRecogniser() if path is None else ArcFaceNetwork(path)


class DlibRecogniser:
    """dlib's network, with the weights that the package face_recognition_models brings."""

    name = "dlib"

    def __init__(self) -> None:
        """Load it.

        Raises:
            BackendUnavailable: a package is not installed or damaged.
        """
        # Only found, not imported: that would take the pkg_resources of an old setuptools.
        package = find_spec("face_recognition_models")
        folders = (package.submodule_search_locations or []) if package else []
        weights = next((Path(folder) / DLIB_WEIGHTS for folder in folders), None)
        if weights is None or find_spec("dlib") is None:
            raise BackendUnavailable(
                f"dlib or its face_recognition_models are not installed: run pip install {PACKAGES}, or name "
                "an ArcFace network by --face-recognition"
            )
        try:
            self._network = importlib.import_module("dlib").face_recognition_model_v1(str(weights))
        except (ImportError, AttributeError, RuntimeError) as error:
            raise BackendUnavailable(
                f"dlib or its face_recognition_models can't be loaded ({error}): install them anew by pip "
                f"install --force-reinstall {PACKAGES}, or name an ArcFace network by --face-recognition"
            ) from error

    def embed(self, image: Image, points: Points) -> Embedding:
        """(128,) embedding of the face, aligned by its landmarks."""
        return np.array(self._network.compute_face_descriptor(align(image, points, DLIB)), np.float64)


class ArcFaceNetwork:
    """An ONNX network on ArcFace's square."""

    def __init__(self, path: Path) -> None:
        """Load it.

        Raises:
            CheckpointError: the file can't be loaded or takes something else.
        """
        import onnxruntime as ort

        self.name = path.name
        side = ARCFACE.side
        try:
            self._session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
            self._input = self._session.get_inputs()[0].name
            self._run(np.zeros((side, side, 3), np.uint8))
        # onnxruntime's own exceptions share no base class below Exception.
        except Exception as error:
            reason = str(error).strip().partition("\n")[0]
            raise CheckpointError(
                f"the face recognition network {path} can't be used ({reason}): name an ONNX file that takes "
                f"(1, 3, {side}, {side}) RGB"
            ) from error

    def embed(self, image: Image, points: Points) -> Embedding:
        """(D,) embedding of the face, aligned by its landmarks."""
        return self._run(align(image, points, ARCFACE))

    def _run(self, square: Image) -> Embedding:
        pixels = (square.astype(np.float32).transpose(2, 0, 1)[None] - 127.5) / np.float32(127.5)
        return np.asarray(self._session.run(None, {self._input: pixels})[0], np.float64).reshape(-1)


def align(image: Image, points: Points, template: Template) -> Image:
    """(S, S, 3) uint8: the face with (478, 3) landmarks, turned and scaled to where a template has it."""
    flat = np.zeros((len(template.landmarks), 3), np.float32)
    flat[:, :2] = points[template.landmarks, :2]
    target = np.zeros_like(flat)
    target[:, :2] = template.places
    fit = fit_similarity(flat, target)
    matrix = np.concatenate([fit.scale * fit.rotation[:2, :2], fit.position[:2, None]], axis=1)
    return np.asarray(cv2.warpAffine(image, matrix, (template.side, template.side)), np.uint8)
