"""Recipe of the shipped motion "everyday": ten seconds of a friendly talk, scripted curve by curve.

    python -m vcam.content.everyday_motion OUT.safetensors

No person was recorded. The first second is steady and neutral, so that calibration finds it, and the
end meets the beginning, so that the motion loops without a jump.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vcam.capture.motion import save_motion
from vcam.capture.skeleton_motion import SkeletonMotion
from vcam.frames import Points, vector
from vcam.geometry.expression_modes import expression_modes, gaze, keep_apart, neutral_face
from vcam.geometry.pose import Pose, rotation_from_angles

Array = NDArray[np.floating[Any]]
Keys = Sequence[tuple[float, float]]

FPS, DURATION_S = 30.0, 10.0
IMAGE_SIZE = (1280, 720)
FACE_PX, CENTRE = 330.0, (640.0, 350.0)

HEAD: dict[str, Keys] = {
    # Degrees; a key is (second, value), the way between two keys is a minimum-jerk move.
    "yaw": [(1.3, 0), (1.9, 4), (3.0, 2), (3.6, -5), (4.3, 4), (5.1, -2), (5.72, -2), (6.2, -21), (6.62, -22),
            (7.2, 19), (7.5, 19), (7.95, 0), (8.6, -3), (9.2, 3), (9.8, 0)],
    "pitch": [(1.3, 0), (1.6, -2), (2.0, 1), (2.95, 0), (3.12, 5), (3.36, -1), (3.7, 3), (3.98, -1), (4.3, 1),
              (4.5, 6), (4.8, -2), (5.2, 0), (5.72, 0), (6.2, 2), (6.62, 2), (7.2, -7), (7.5, -6), (7.9, 0),
              (8.05, 8), (8.27, -3), (8.49, 7), (8.72, -1), (9.0, -3), (9.6, 0)],
    "roll": [(1.4, 0), (2.1, 7), (2.9, 6), (3.5, -2), (4.4, 3), (5.2, -1), (5.72, -1), (6.3, -5), (6.62, -4),
             (7.2, 4), (7.9, 1), (8.9, -6), (9.35, -5), (9.85, 0)],
}  # fmt: skip
SHIFT: dict[str, Keys] = {
    # Face heights, right and down; `nearer` is the size as a ratio less 1.
    "x": [(1.5, 0), (2.3, 0.03), (3.4, -0.01), (4.5, 0.02), (5.6, 0), (6.3, -0.06), (7.2, 0.06),
          (8.0, 0), (9.5, 0)],
    "y": [(2.9, 0), (3.15, 0.015), (3.4, 0), (4.5, 0.02), (4.9, 0), (7.9, 0), (8.07, 0.03), (8.29, -0.005),
          (8.51, 0.028), (8.75, 0), (9.0, -0.01), (9.6, 0)],
    "nearer": [(2.6, 0), (3.6, 0.06), (5.2, 0.03), (6.2, 0), (7.9, 0), (8.9, 0.05), (9.8, 0)],
}  # fmt: skip
GAZE: dict[str, Keys] = {
    # Degrees against the head. Eyes jump ahead of the head, then turn back while it follows.
    "yaw": [(2.3, 0), (2.34, 4), (2.9, 4), (2.94, -1), (4.02, -1), (4.06, -6), (4.4, -6), (4.44, 0),
            (5.66, 0), (5.71, -20), (5.85, -19), (6.2, -4), (6.6, -4), (6.66, 24), (6.8, 22), (7.2, 6),
            (7.5, 6), (7.55, -15), (7.66, -14), (7.95, 0), (9.9, 0)],
    "pitch": [(2.3, 0), (2.34, 2), (2.9, 2), (2.94, 0), (4.02, 0), (4.06, 7), (4.4, 6), (4.44, 0), (5.66, 0),
              (5.71, 3), (6.6, 3), (6.66, -9), (7.2, -4), (7.5, -4), (7.55, 4), (7.95, 0), (9.9, 0)],
}  # fmt: skip
FACE: dict[str, Keys] = {
    "smile": [(1.4, 0), (1.95, 0.8), (2.55, 0.75), (3.1, 0.2), (4.7, 0.12), (5.2, 0.4), (5.7, 0.1),
              (7.6, 0.1), (8.1, 0.35), (8.75, 0.4), (9.05, 1.0), (9.35, 0.95), (9.85, 0.0)],
    "brow_up": [(1.35, 0), (1.55, 0.65), (1.95, 0.15), (3.0, 0), (3.14, 0.5), (3.5, 0.05), (4.35, 0.1),
                (4.55, 0.6), (4.95, 0), (6.65, 0), (6.9, 0.75), (7.4, 0.6), (7.8, 0),
                (8.95, 0.0), (9.1, 0.35), (9.6, 0)],
    "brow_down": [(3.5, 0), (3.75, 0.5), (4.1, 0.3), (4.35, 0), (5.8, 0), (6.1, 0.45), (6.55, 0.3),
                  (6.75, 0)],
    "laugh": [(8.75, 0), (9.05, 0.36), (9.3, 0.3), (9.65, 0)],
}  # fmt: skip
BLINKS_S = (1.46, 3.32, 5.64, 6.6, 7.5, 9.42)
CLOSE_S, SHUT_S, REOPEN_S = 0.067, 0.033, 0.12
TEETH, TONGUE, THROAT = vector(1.2, 1.25, 1.2), vector(0.65, 0.42, 0.45), vector(0.25, 0.15, 0.15)
"""How light they are against the skin, in red, green and blue (`Landmarks.inner_mouth`)."""
CORNERS = vector(0.75, 1.0, 0.75)
"""Teeth lie in the shade towards the corners of the mouth."""

VISEMES: dict[str, dict[str, float]] = {
    "rest": {},
    "a": {"jaw": 0.5, "wide": 0.15, "lower_lip_down": 0.25},
    "e": {"jaw": 0.28, "wide": 0.5, "upper_lip_up": 0.3, "lower_lip_down": 0.3},
    "i": {"jaw": 0.17, "wide": 0.75, "upper_lip_up": 0.35, "lower_lip_down": 0.4},
    "o": {"jaw": 0.35, "pucker": 0.6},
    "u": {"jaw": 0.16, "pucker": 0.95},
    "m": {"press": 0.75},
    "f": {"jaw": 0.08, "lip_bite": 0.9, "upper_lip_up": 0.3},
    "l": {"jaw": 0.22, "wide": 0.2, "lower_lip_down": 0.1},
    "s": {"jaw": 0.07, "wide": 0.4, "upper_lip_up": 0.3, "lower_lip_down": 0.45},
}
SPEECH = (
    # "Hello, nice to meet you. How do I look?" and "Lovely, isn't it?"
    (2.92, "rest e l o u rest", 0.105),
    (3.52, "rest s a i s u m i s u rest", 0.1),
    (4.62, "rest a u u a i l u rest", 0.105),
    (7.86, "rest l a f l i i s e s i s rest", 0.088),
)


def minimum_jerk(times_s: Array, keys: Keys) -> Array:
    """(T,) values of a curve that rests at every key and moves smoothly between; level outside."""
    at, values = np.array(keys, float).T
    index = np.clip(np.searchsorted(at, times_s, side="right") - 1, 0, len(at) - 2)
    t = np.clip((times_s - at[index]) / (at[index + 1] - at[index]), 0, 1)
    eased = t**3 * (10 - 15 * t + 6 * t * t)
    return values[index] + eased * (values[index + 1] - values[index])


def drift(times_s: Array, seed: int) -> Array:
    """(T,) slow noise of about unit size whose end meets its beginning."""
    generator = np.random.default_rng(seed)
    total = np.zeros_like(times_s)
    for cycles in (2, 3, 5, 8, 13):
        phase = generator.uniform(0, 2 * np.pi)
        total += np.sin(2 * np.pi * cycles * times_s / DURATION_S + phase) / cycles**0.7
    return total / 1.2


def blink_closure(times_s: Array) -> Array:
    """(T,) how far the lids are shut: quick down, slower up."""
    closure = np.zeros_like(times_s)
    for start in BLINKS_S:
        shut = start + CLOSE_S
        keys = [(start, 0.0), (shut, 1.0), (shut + SHUT_S, 1.0), (shut + SHUT_S + REOPEN_S, 0.0)]
        closure = np.maximum(closure, minimum_jerk(times_s, keys))
    return closure


def speech(times_s: Array) -> dict[str, Array]:
    """(T,) strength of each mouth mode: every sound is a key, and its neighbours colour it."""
    names = sorted({mode for viseme in VISEMES.values() for mode in viseme})
    strengths = {name: np.zeros_like(times_s) for name in names}
    for start, sounds, step in SPEECH:
        visemes = [VISEMES[sound] for sound in sounds.split()]
        for name in names:
            keys = [(start + step * number, viseme.get(name, 0.0)) for number, viseme in enumerate(visemes)]
            strengths[name] += minimum_jerk(times_s, keys)
    return strengths


def everyday_motion() -> SkeletonMotion:
    """The whole motion."""
    times_s = np.arange(round(DURATION_S * FPS)) / FPS
    strengths = speech(times_s)
    acted = {name: minimum_jerk(times_s, keys) for name, keys in FACE.items()}
    laugh = acted.pop("laugh")
    for name, share in (("jaw", 1.0), ("upper_lip_up", 0.6), ("lower_lip_down", 0.2)):
        strengths[name] = strengths[name] + share * laugh
    strengths |= acted
    look = {name: minimum_jerk(times_s, keys) for name, keys in GAZE.items()}
    # Lids go with the eyes: lower when looking down, and a smile narrows them.
    follow = np.clip(0.022 * look["pitch"] + 0.08 * strengths["smile"], -0.25, 0.6)
    closure = 1 - (1 - blink_closure(times_s)) * (1 - follow)
    strengths |= {"blink_right": closure, "blink_left": closure}
    seen = inner_mouths(strengths)
    modes, neutral = expression_modes(), neutral_face()
    expression, poses = [], []
    for row, time_s in enumerate(times_s):
        own = neutral + sum(strengths[name][row] * modes[name] for name in strengths)
        own = keep_apart(own + gaze(look["yaw"][row], look["pitch"][row]))
        expression.append(own - neutral)
        poses.append(_pose(float(time_s)))
    return SkeletonMotion(
        head=neutral.astype(np.float32),
        expression=np.stack(expression).astype(np.float32),
        rotation=np.stack([pose.rotation for pose in poses]),
        position=np.stack([pose.position for pose in poses]),
        scale=vector(*(pose.scale for pose in poses)),
        neutral_rotation=poses[0].rotation,
        neutral_position=poses[0].position,
        neutral_scale=vector(poses[0].scale),
        fps=FPS,
        image_size=IMAGE_SIZE,
        inner_mouth=seen,
    )


def inner_mouths(strengths: dict[str, Array]) -> Points:
    """(T,3,3,3) what is seen between the lips.

    A raised or widened upper lip shows the upper teeth and puckered lips hide them; the lower ones come with
    the lower lip's fall. Between them lies the tongue, and in a wide mouth the throat.
    """
    spread = strengths["wide"] + strengths["upper_lip_up"] + strengths["smile"]
    above = np.clip(0.5 + 0.5 * spread - strengths["pucker"], 0.0, 1.0)
    below = np.clip(1.6 * strengths["lower_lip_down"] * strengths["wide"] + strengths["lip_bite"], 0.0, 1.0)
    wide = np.clip(2.5 * strengths["jaw"] - 0.4, 0.0, 1.0)
    dark = TONGUE + wide[:, None] * (THROAT - TONGUE)
    rows = [
        dark + above[:, None] * (TEETH - dark),
        dark + (0.5 * (1 - wide) * (above + below))[:, None].clip(0, 1) * (TEETH - dark),
        TONGUE + below[:, None] * (TEETH - TONGUE),
    ]
    return np.asarray(np.stack(rows, 1)[:, :, None] * CORNERS[:, None], np.float32)


def _pose(time_s: float) -> Pose:
    """Where the head is: the script, and the small drift of a person who sits still."""
    at = np.array([time_s])
    head = {name: float(minimum_jerk(at, keys)[0]) for name, keys in HEAD.items()}
    shift = {name: float(minimum_jerk(at, keys)[0]) for name, keys in SHIFT.items()}
    noise = [float(drift(at, seed)[0]) for seed in range(6)]
    rotation = rotation_from_angles(
        head["yaw"] + 0.5 * noise[0], head["pitch"] + 0.4 * noise[1], head["roll"] + 0.3 * noise[2]
    )
    x = CENTRE[0] + FACE_PX * (shift["x"] + 0.004 * noise[3])
    y = CENTRE[1] + FACE_PX * (shift["y"] + 0.004 * noise[4])
    scale = FACE_PX * (1 + shift["nearer"] + 0.003 * noise[5])
    return Pose(rotation=rotation, position=np.array([x, y, 0.0], np.float32), scale=scale)


def main() -> None:
    """Write the motion file."""
    parser = argparse.ArgumentParser(description="Make the motion that ships.")
    parser.add_argument("out", type=Path)
    save_motion(everyday_motion(), parser.parse_args().out)


if __name__ == "__main__":
    main()
