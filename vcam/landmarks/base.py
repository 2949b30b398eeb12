"""What every landmark tracker offers, and the one place that makes one by name."""

from __future__ import annotations

from typing import Literal, Protocol, get_args

from vcam.errors import ConfigError
from vcam.frames import Image, Landmarks

Backend = Literal["mediapipe", "face-alignment"]
Device = Literal["auto", "cpu", "cuda", "mps"]


class LandmarkTracker(Protocol):
    """Finds one face in successive pictures and stays with it.

    Attributes:
        name: the backend's name, for people.
        device: where it runs, for example `CPU`.
        device_reason: why there, in one sentence.
    """

    name: str
    device: str
    device_reason: str

    def track(self, image: Image) -> Landmarks | None:
        """The followed face in (H, W, 3) uint8 RGB, or None when no face is visible.

        Raises:
            ShapeError: the picture has another shape or type.
        """
        ...

    def reset(self) -> None:
        """Forget the face that was followed: the next picture is searched anew."""
        ...

    def close(self) -> None:
        """Release the networks; safe twice."""
        ...


def create_tracker(backend: Backend = "mediapipe", device: Device = "auto") -> LandmarkTracker:
    """Make a tracker.

    Args:
        backend: `mediapipe` (Face Mesh, fast on any CPU) or `face-alignment` (68 points in 3D lifted to
            478, made for GPUs).
        device: where face-alignment runs; Face Mesh always runs on the CPU.

    Raises:
        ConfigError: the name of the backend or the device is not known.
        CheckpointError: shipped weights are missing or damaged.
        BackendUnavailable: face-alignment is not installed or its weights can't be fetched.
    """
    if device not in get_args(Device):
        raise ConfigError(f"device {device!r} is not known: expected one of {', '.join(get_args(Device))}")
    if backend == "mediapipe":
        from vcam.landmarks.face_mesh import FaceMeshTracker

        return FaceMeshTracker()
    if backend == "face-alignment":
        from vcam.landmarks.face_alignment import FaceAlignmentTracker

        return FaceAlignmentTracker(device=device)
    known = ", ".join(get_args(Backend))
    raise ConfigError(f"landmark backend {backend!r} is not known: expected one of {known}")
