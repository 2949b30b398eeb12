"""Recipe of the picture at the top of the README: photos, a driver's landmarks, and what vcam draws.

python -m vcam.content.strip docs/strip.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from vcam.avatar.store import AvatarStore
from vcam.capture.factory import shipped_motion_path
from vcam.capture.motion import MotionTrack, load_motion
from vcam.engine.anchored.figure import make_anchored
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.stage import Stage
from vcam.evaluation.drawing import draw_face
from vcam.evaluation.sheet import save_sheet
from vcam.frames import Image, Landmarks, TrackedFrame
from vcam.geometry import face_model as face
from vcam.geometry.pose import fit_head

AVATARS = ("astronaut", "character")
MOMENTS = (0.154, 0.666, 0.726, 0.806)
"""Parts of the motion's length that are shown."""
TILE_PX = 240
GAP_PX = 6
FACE_ROWS = slice(30, 206)
"""Those of a tile that the driver's landmarks fill."""


def draw_landmarks(landmarks: Landmarks) -> Image:
    """(H, T, 3) uint8 RGB: the driver as the renderer knows him, points on white."""
    pose = fit_head(landmarks.points)
    centre = landmarks.points[: face.FACE_POINTS, :2].mean(0)
    flat = (landmarks.points[:, :2] - centre) * (0.62 * TILE_PX / pose.scale) + TILE_PX / 2
    return draw_face(flat, TILE_PX)[FACE_ROWS]


def draw_avatar(name: str, track: MotionTrack, rows: list[int]) -> list[Image]:
    """The photo as the view shows it, then the avatar at some rows of the motion, (T, T, 3) each."""
    figure = make_anchored(AvatarStore().resolve(name))
    stage = Stage(figure, OutputFormat(width=TILE_PX, height=TILE_PX), Settings())
    tiles = [stage.draw(None, 0.0).image]
    for index in range(max(rows) + 1):
        now_s = index / track.fps
        tracked = TrackedFrame(landmarks=track.landmarks(index), index=index, captured_at_s=now_s)
        composite = stage.draw(tracked, now_s)
        if index in rows:
            tiles.append(composite.image)
    return tiles


def draw_strip() -> Image:
    """The whole picture."""
    track = load_motion(shipped_motion_path("everyday"))
    rows = [round(moment * (len(track) - 1)) for moment in MOMENTS]
    faces = [landmarks for landmarks in (track.landmarks(row) for row in rows) if landmarks is not None]
    drawn = [draw_landmarks(landmarks) for landmarks in faces]
    lines = [[np.full_like(drawn[0], 255), *drawn]]
    lines += [draw_avatar(name, track, rows) for name in AVATARS]
    return np.vstack([np.hstack([_with_gap(tile) for tile in line]) for line in lines])


def _with_gap(tile: Image) -> Image:
    """The tile with white to its right and below."""
    return np.pad(tile, ((0, GAP_PX), (0, GAP_PX), (0, 0)), constant_values=255)


def main() -> None:
    """Write the strip to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    save_sheet(draw_strip(), parser.parse_args().out)


if __name__ == "__main__":
    main()
