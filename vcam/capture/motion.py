"""Recorded motion: a landmark track that drives an avatar without any picture of the driver.

Files of version 1 hold the driver's landmarks; those of version 2 hold a `SkeletonMotion` and are read as the
landmarks of its head.
"""

from __future__ import annotations

import math
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from vcam.capture.skeleton_motion import INNER_MOUTH, Arrays, SkeletonMotion
from vcam.errors import CaptureError
from vcam.frames import INNER_MOUTH_PARTS, LANDMARK_COUNT, Landmarks, Points, TrackedFrame
from vcam.paths import write_atomically

MOTION_SUFFIXES = (".safetensors", ".npz")
FORMAT = "vcam-motion"
LANDMARKS_VERSION, VERSION = 1, 2
MAX_FPS = 1000.0
MAX_GAP_S = 0.25
_UNKNOWN = np.full((INNER_MOUTH_PARTS, INNER_MOUTH_PARTS, 3), np.nan, np.float32)


@dataclass(frozen=True, eq=False, kw_only=True)
class MotionTrack:
    """Landmarks of one face over time, at a constant rate.

    Args:
        points: (T, 478, 3) float32 landmarks in pixels of the driving frame; a row of NaN where there
            was no face; made read-only.
        fps: rows per second.
        image_size: (width, height) of the driving frames in pixels.
        neutral: the neutral face, where the file tells it.
        inner_mouth: (T, 3, 3, 3) what is seen between the lips (`Landmarks.inner_mouth`), a row of NaN where
            it is not known; None if it nowhere is.
    """

    points: Points
    fps: float
    image_size: tuple[int, int]
    neutral: Landmarks | None = None
    inner_mouth: Points | None = None

    def __post_init__(self) -> None:
        shape = self.points.shape
        if len(shape) != 3 or shape[0] < 1 or shape[1:] != (LANDMARK_COUNT, 3):
            raise CaptureError(
                f"a motion's points have shape {shape}, expected (1 or more, {LANDMARK_COUNT}, 3)"
            )
        if not (math.isfinite(self.fps) and 0 < self.fps <= MAX_FPS):
            raise CaptureError(
                f"a motion's rate is {self.fps} fps, expected more than 0 and up to {MAX_FPS:g}"
            )
        if len(self.image_size) != 2 or min(self.image_size) < 1:
            raise CaptureError(
                f"a motion's image size is {self.image_size}, expected (width, height) in pixels"
            )
        parts = (shape[0], INNER_MOUTH_PARTS, INNER_MOUTH_PARTS, 3)
        if self.inner_mouth is not None and self.inner_mouth.shape != parts:
            raise CaptureError(f"a motion's mouths have shape {self.inner_mouth.shape}, expected {parts}")
        if self.points.dtype != np.float32:
            object.__setattr__(self, "points", self.points.astype(np.float32))
        self.points.setflags(write=False)

    def __len__(self) -> int:
        return len(self.points)

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self) / self.fps

    def landmarks(self, row: int) -> Landmarks | None:
        """Landmarks of one row; None where there was no face."""
        points = self.points[row]
        if not np.isfinite(points).all():
            return None
        seen = None if self.inner_mouth is None else self.inner_mouth[row].astype(np.float32)
        known = seen is not None and np.isfinite(seen).all()
        return Landmarks(points=points, image_size=self.image_size, inner_mouth=seen if known else None)


class MotionRecorder:
    """Collects tracked frames into a `MotionTrack`.

    Cameras deliver unevenly and drop frames, so the track is resampled to a constant rate by each
    frame's capture time; evenly timed frames come out as they went in.
    """

    def __init__(self, fps: float) -> None:
        """Collect for a track of `fps` rows per second."""
        self._fps = fps
        self._times_s: list[float] = []
        self._rows: list[Points] = []
        self._mouths: list[Points] = []
        self._image_size: tuple[int, int] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def faces(self) -> int:
        """How many of the frames so far had a face."""
        return sum(1 for row in self._rows if np.isfinite(row).all())

    def add(self, tracked: TrackedFrame) -> None:
        """Append a frame.

        Raises:
            CaptureError: it is not later than the one before, or its driving frame has another size.
        """
        if self._times_s and tracked.captured_at_s <= self._times_s[-1]:
            raise CaptureError(
                f"frame {tracked.index} was captured at {tracked.captured_at_s:.3f} s, "
                f"expected later than {self._times_s[-1]:.3f} s"
            )
        mouth = None
        if tracked.landmarks is None:
            row = np.full((LANDMARK_COUNT, 3), np.nan, np.float32)
        else:
            row, mouth = tracked.landmarks.points, tracked.landmarks.inner_mouth
            size = tracked.landmarks.image_size
            if self._image_size not in (None, size):
                raise CaptureError(
                    f"the driving frames changed from {self._image_size} to {size} pixels: use one size"
                )
            self._image_size = size
        self._times_s.append(tracked.captured_at_s)
        self._rows.append(row)
        self._mouths.append(_UNKNOWN if mouth is None else mouth)

    def track(self) -> MotionTrack:
        """Everything so far as a track.

        Raises:
            CaptureError: no frame had a face.
        """
        if self._image_size is None:
            raise CaptureError(
                f"no face was found in any of {len(self)} frames: a motion needs a visible face"
            )
        times_s = np.asarray(self._times_s) - self._times_s[0]
        points = _resample(times_s, np.stack(self._rows), self._fps)
        mouths = _resample(times_s, np.stack(self._mouths), self._fps)
        return MotionTrack(
            points=points, fps=self._fps, image_size=self._image_size, inner_mouth=_if_known(mouths)
        )


def save_motion(motion: MotionTrack | SkeletonMotion, path: Path | str) -> None:
    """Write a motion file: safetensors, or npz when the name ends so.

    Raises:
        CaptureError: the name has another ending, or the file can't be written.
    """
    path = Path(path)
    _check_suffix(path)
    width, height = motion.image_size
    if isinstance(motion, SkeletonMotion):
        arrays, version = motion.arrays(), VERSION
    else:
        arrays, version = {"points": np.ascontiguousarray(motion.points)}, LANDMARKS_VERSION
        if motion.inner_mouth is not None:
            arrays[INNER_MOUTH] = np.ascontiguousarray(motion.inner_mouth)
    try:
        with write_atomically(path) as temporary:
            if path.suffix.lower() == ".npz":
                with open(temporary, "wb") as file:
                    np.savez_compressed(
                        file,
                        **arrays,  # type: ignore[arg-type]  # one name is that of a flag
                        version=np.int64(version),
                        fps=np.float64(motion.fps),
                        image_size=np.array([width, height]),
                    )
            else:
                metadata = {
                    "format": FORMAT,
                    "version": str(version),
                    "fps": repr(float(motion.fps)),
                    "width": str(width),
                    "height": str(height),
                }
                temporary.write_bytes(save(arrays, metadata))
    except OSError as error:
        raise CaptureError(
            f"the motion can't be written to {path} ({error.strerror or error}): "
            "choose a folder that you may write to, on a disk with room"
        ) from error


def load_motion(path: Path | str) -> MotionTrack:
    """Read a motion file as `save_motion` writes it, or an npz of `points`, `fps` and `image_size`.

    Raises:
        CaptureError: the file is missing, damaged, or not a motion.
    """
    path = Path(path)
    _check_suffix(path)
    if not path.is_file():
        raise CaptureError(f"there is no motion file at {path}: check the name")
    try:
        read = _read_npz if path.suffix.lower() == ".npz" else _read_safetensors
        arrays, version, fps, size = read(path)
        if not 1 <= version <= VERSION:
            raise ValueError(f"its version is {version}, this vcam reads up to {VERSION}: update vcam")
        return _track_of(arrays, version, fps, size)
    except (KeyError, ValueError, TypeError, EOFError, SafetensorError, zipfile.BadZipFile) as error:
        raise CaptureError(
            f"{path} is not a motion that vcam can read ({_reason(error)}): "
            "record it again with `vcam motion record`"
        ) from error
    except OSError as error:
        raise CaptureError(f"the motion {path} can't be read: {error.strerror or error}") from error
    except CaptureError as error:
        raise CaptureError(f"{path}: {error}") from error


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in MOTION_SUFFIXES:
        raise CaptureError(
            f"{path.name!r} is no name for a motion: expected an ending of .safetensors or .npz"
        )


def _track_of(arrays: Arrays, version: int, fps: float, size: tuple[int, int]) -> MotionTrack:
    if version == LANDMARKS_VERSION:
        points = arrays["points"]
        if not np.issubdtype(points.dtype, np.floating):
            raise ValueError(f"its points are {points.dtype}, expected floating point")
        mouths = arrays.get(INNER_MOUTH)
        return MotionTrack(points=points.astype(np.float32), fps=fps, image_size=size, inner_mouth=mouths)
    motion = SkeletonMotion.of_arrays(arrays, fps, size)
    neutral = Landmarks(points=motion.neutral_points(), image_size=size)
    return MotionTrack(
        points=motion.points(), fps=fps, image_size=size, neutral=neutral, inner_mouth=motion.inner_mouth
    )


def _read_safetensors(path: Path) -> tuple[Arrays, int, float, tuple[int, int]]:
    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata() or {}
        if metadata.get("format") != FORMAT:
            raise ValueError(f"its format is {metadata.get('format')!r}, expected {FORMAT!r}")
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no mapping)
    size = (int(metadata["width"]), int(metadata["height"]))
    return arrays, int(metadata["version"]), float(metadata["fps"]), size


def _read_npz(path: Path) -> tuple[Arrays, int, float, tuple[int, int]]:
    with np.load(path, allow_pickle=False) as arrays:
        if not isinstance(arrays, np.lib.npyio.NpzFile):
            raise ValueError("it is a single array")
        kept = {name: arrays[name] for name in arrays.files}
    width, height = (int(value) for value in kept["image_size"])
    return kept, int(kept.get("version", LANDMARKS_VERSION)), float(kept["fps"]), (width, height)


def _if_known(mouths: Points) -> Points | None:
    return mouths if np.isfinite(mouths).any() else None


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it has no {error.args[0]!r}"
    return str(error).rstrip(".") or type(error).__name__


def _resample(times_s: NDArray[np.float64], rows: Points, fps: float) -> Points:
    """Rows on the grid k / fps: interpolated between two faces close in time, else the nearest or none."""
    count = max(1, round(float(times_s[-1]) * fps) + 1)
    grid_s = np.arange(count) / fps
    after = np.clip(np.searchsorted(times_s, grid_s), 1, max(1, len(times_s) - 1))
    if len(times_s) == 1:
        return rows[:1].copy()
    before = after - 1
    gap_s = times_s[after] - times_s[before]
    share = np.clip((grid_s - times_s[before]) / gap_s, 0.0, 1.0).astype(np.float32)
    nearest = rows[np.where(share < 0.5, before, after)]
    part = share.reshape(-1, *[1] * (rows.ndim - 1))
    blended = rows[before] + part * (rows[after] - rows[before])
    points: Points = np.where(np.isfinite(blended), blended, nearest).astype(np.float32)
    # A long hole between two frames is a lost face, not a slow glide from one place to another.
    inside_hole = (gap_s > max(MAX_GAP_S, 1.5 / fps)) & (np.minimum(share, 1 - share) * gap_s > 0.5 / fps)
    points[inside_hole] = np.nan
    return points
