"""Poses to show of a driver: the avatar's skeletons at the moments of a clip that differ most."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from vcam.avatar.avatar import Avatar
from vcam.capture.base import DrivingSource, SourceFrame
from vcam.engine.bilayer.figure import without_networks
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.stage import Stage
from vcam.engine.tracking import FrameTracker
from vcam.errors import CaptureError, FaceNotFound
from vcam.evaluation.spread import Spread
from vcam.geometry import face_model as face
from vcam.geometry.skeleton import Skeleton
from vcam.landmarks.base import LandmarkTracker

LOOKED_AT = 128
"""So many moments, spread evenly over the clip, are chosen from."""
_EYES = np.concatenate([face.RIGHT_UPPER_LID, face.LEFT_UPPER_LID, face.RIGHT_IRIS, face.LEFT_IRIS])
STILL = 0.01
"""Root mean square movement, in face heights, up to which a part of the face is held to be still."""
SHARES = (1.0, 1.0, 0.5)
"""How much head, mouth and eyes count; a blink changes the picture least."""
_TINY = OutputFormat(width=64, height=64)


def driven_poses(
    avatar: Avatar,
    source: DrivingSource,
    tracker: LandmarkTracker,
    settings: Settings,
    count: int,
    progress: Callable[[int, int | None], None],
) -> list[Skeleton]:
    """The avatar's skeletons at the moments of a clip that differ most, where the driver has a face.

    Args:
        avatar: moved; any person's, its own or another's (cross-reenactment).
        source: read to its end.
        tracker: finds the driver's face.
        settings: edits, motion and smoothing.
        count: how many skeletons, in the clip's order; fewer when the clip is shorter.
        progress: told after each frame how many are done, and of how many if the source knows.

    Raises:
        CaptureError: the source can't be read.
        FaceNotFound: no frame had a face.
    """
    # The warp prior follows the driver as any renderer does, and soonest.
    stage = Stage(without_networks(avatar), _TINY, settings)
    follower = FrameTracker(tracker, settings.smoothing)
    poses: Spread[Skeleton] = Spread(LOOKED_AT)
    done = 0
    while (frame := _next_frame(source)) is not None:
        tracked = follower.track(frame)
        stage.draw(tracked, tracked.captured_at_s)
        if tracked.landmarks is not None:
            poses.offer(lambda: stage.skeleton)
        done += 1
        progress(done, source.frame_count)
    if not (found := poses.chosen()):
        raise FaceNotFound(
            f"no face was found in any of the {done} frames of {source.name}: choose a driver that shows one"
        )
    return most_different(found, avatar.skeleton, count)


def most_different(skeletons: Sequence[Skeleton], rest: Skeleton, count: int) -> list[Skeleton]:
    """Some skeletons that are far from `rest` and from each other, in their order.

    The first one taken is the farthest from rest, each further one the farthest from all taken before. Head,
    mouth and eyes are each held against the most that they move in the clip.
    """
    parts = zip(SHARES, _parts(skeletons), _parts([rest]), strict=True)
    features = np.concatenate([share * _scaled(part, of_rest) for share, part, of_rest in parts], 1)
    nearest = np.linalg.norm(features, axis=1)
    taken: list[int] = []
    while len(taken) < min(count, len(skeletons)):
        nearest[taken] = -1
        taken.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, np.linalg.norm(features - features[taken[-1]], axis=1))
    return [skeletons[place] for place in sorted(taken)]


def _parts(skeletons: Sequence[Skeleton]) -> list[NDArray[np.float32]]:
    """(K, N) placement of the head, then (K, N) expression of the mouth and of the eyes, in face heights."""
    placed = np.stack([one.points()[:, :2] / np.float32(one.pose.scale) for one in skeletons])
    expression = np.stack([one.expression[:, :2] for one in skeletons])
    groups = (placed, expression[:, face.LIPS], expression[:, _EYES])
    return [group.reshape(len(skeletons), -1) for group in groups]


def _scaled(part: NDArray[np.float32], of_rest: NDArray[np.float32]) -> NDArray[np.float32]:
    """(K, N) movement from rest, of length 1 where it is most."""
    moved = part - of_rest
    still = STILL * np.sqrt(part.shape[1] / 2)
    return np.asarray(moved / max(float(np.linalg.norm(moved, axis=1).max()), still), np.float32)


def _next_frame(source: DrivingSource) -> SourceFrame | None:
    try:
        return source.read()
    except TimeoutError as error:
        raise CaptureError(f"{source.name} gave no frame: check that it works and is not in use") from error
