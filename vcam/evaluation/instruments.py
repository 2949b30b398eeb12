"""What pictures are looked at with: the landmark detector, and the optional networks where they are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vcam.errors import BackendUnavailable
from vcam.evaluation.recognition import Embedding, Recogniser, open_recogniser
from vcam.evaluation.similarity import open_distance
from vcam.frames import Image, Points
from vcam.landmarks.face_mesh import FaceMeshTracker

LOOKS = 8
"""Squares that the landmarks of a picture are averaged over. By one look alone, the very frames that people
were filmed in are off by 1.1 % of the distance between the eyes from where they were tracked, which is as
much as good methods differ."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Seen:
    """What was found in a picture.

    Args:
        points: (478, 3) landmarks of the largest face in pixels, the mean of `LOOKS` looks; None without
            a face.
        embedding: of that face; None without a face or a recogniser.
    """

    points: Points | None
    embedding: Embedding | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Instruments:
    """Measures pictures.

    Args:
        tracker: finds faces.
        distance: LPIPS of a drawn and a true picture; None when it can't be measured.
        recogniser: tells people apart; None when there is none.
        missing: why a measure can't be taken, one sentence each, by the measure's key.
    """

    tracker: FaceMeshTracker = field(default_factory=FaceMeshTracker)
    distance: Callable[[Image, Image], float] | None = None
    recogniser: Recogniser | None = None
    missing: dict[str, str] = field(default_factory=dict)

    def look(self, image: Image) -> Seen:
        """Look at one (H, W, 3) uint8 RGB picture by itself; the face that the tracker follows stays."""
        faces = self.tracker.detect_all(image)
        if not faces:
            return Seen(points=None, embedding=None)
        points = self.tracker.refine(image, faces[0], LOOKS).points
        embedding = self.recogniser.embed(image, points) if self.recogniser is not None else None
        return Seen(points=points, embedding=embedding)


def open_instruments(lpips_weights: Path | None = None, face_recognition: Path | None = None) -> Instruments:
    """All instruments that are there; `missing` tells of the others.

    Args:
        lpips_weights: file of the weights of LPIPS; those of the `lpips` package by default.
        face_recognition: an ONNX network; dlib's by default.

    Raises:
        CheckpointError: a given file can't be used.
    """
    missing = {}
    distance, recogniser = None, None
    try:
        distance = open_distance(lpips_weights)
    except BackendUnavailable as error:
        missing["lpips"] = str(error)
    try:
        recogniser = open_recogniser(face_recognition)
    except BackendUnavailable as error:
        missing["csim"] = str(error)
    return Instruments(distance=distance, recogniser=recogniser, missing=missing)
