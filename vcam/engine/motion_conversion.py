"""A driver's landmark track as skeleton parameters on a plain head, without his shape."""

from __future__ import annotations

import numpy as np

from vcam.capture.motion import MotionTrack
from vcam.capture.skeleton_motion import SkeletonMotion
from vcam.errors import CaptureError
from vcam.frames import Landmarks, vector
from vcam.geometry.calibration import NeutralCalibration
from vcam.geometry.expression_modes import neutral_face
from vcam.geometry.size_gains import size_gains
from vcam.geometry.skeleton import Skeleton, follow, skeleton_of


def on_plain_head(track: MotionTrack) -> SkeletonMotion:
    """The track's motion on the mean face, its offsets fitted to that face's mouth and eyes.

    Args:
        track: of any driver; its neutral face is found in it as in a live session.

    Raises:
        CaptureError: it has no face.
    """
    neutral = skeleton_of(_neutral_of(track).points)
    head = neutral_face().astype(np.float32)
    plain = Skeleton(shape=head, expression=np.zeros_like(head), pose=neutral.pose)
    gains = size_gains(plain, neutral)
    expression = np.full(track.points.shape, np.nan, np.float32)
    rotation = np.full((len(track), 3, 3), np.nan, np.float32)
    position, scale = np.full((len(track), 3), np.nan, np.float32), np.full(len(track), np.nan, np.float32)
    for row in range(len(track)):
        landmarks = track.landmarks(row)
        if landmarks is None:
            continue
        now = follow(neutral, landmarks.points)
        expression[row] = now.expression * gains
        rotation[row], position[row], scale[row] = now.pose.rotation, now.pose.position, now.pose.scale
    return SkeletonMotion(
        head=head,
        expression=expression,
        rotation=rotation,
        position=position,
        scale=scale,
        neutral_rotation=neutral.pose.rotation,
        neutral_position=neutral.pose.position,
        neutral_scale=vector(neutral.pose.scale),
        fps=track.fps,
        image_size=track.image_size,
        inner_mouth=track.inner_mouth,
    )


def _neutral_of(track: MotionTrack) -> Landmarks:
    """The track's own neutral face, else the one that calibration finds, else the most neutral row."""
    if track.neutral is not None:
        return track.neutral
    calibration, standing_in = NeutralCalibration(), None
    for row in range(len(track)):
        landmarks = track.landmarks(row)
        if landmarks is not None and calibration.state.neutral is None:
            standing_in = calibration.update(landmarks, row / track.fps)
    found = calibration.state.neutral or standing_in
    if found is None:
        raise CaptureError(f"none of the motion's {len(track)} rows holds a face: record it again")
    return found
