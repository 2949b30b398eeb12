"""What is seen between the driver's lips, as a few numbers: teeth, tongue or the dark throat.

Landmarks tell where the lips are and not what lies between them, so an avatar drawn from landmarks alone
has to guess, and the likeliest guess is a blur of teeth and throat. Twenty-seven numbers settle it: how
light the inside of the mouth is in 3 x 3 parts, in red, green and blue, measured against the skin of the
same face. They are too few to hold a face, and no picture leaves the tracker.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import INNER_MOUTH_PARTS, Image, InnerMouth, Landmarks, Points

UPPER = np.array([78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308])
LOWER = np.array([78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308])
"""The inner lips from corner to corner."""
SKIN = np.array([50, 101, 118, 36, 195, 5, 280, 330, 347, 266])
"""Cheeks and nose: skin of every face, above all beards."""
FOREHEAD, CHIN = 10, 152
SAMPLES = 4
"""Samples of a part along each side."""
MIN_WIDTH_PX, MIN_GAP_PX = 4.0, 0.75
"""Smaller mouths and openings show nothing."""
USUAL_SKIN = 165.0
"""Mean grey level of skin in pictures of people."""
OWN_COLOUR = 0.5
"""How much of a skin's darkness is taken for its own and not for the light's: teeth aren't darker for it."""
MOST = 3.0
"""The greatest lightness."""
MAX_TINT = 1.7
"""How far a colour's lightness may be off the mean of all three: teeth, tongue and lips stay within."""

Colour = NDArray[np.float32]


def with_inner_mouth(landmarks: Landmarks | None, image: Image) -> Landmarks | None:
    """The landmarks with what the picture they were found in, (H, W, 3) uint8 RGB, shows between the lips."""
    if landmarks is None:
        return None
    return replace(landmarks, inner_mouth=measure_inner_mouth(image, landmarks.points))


def measure_inner_mouth(image: Image, points: Points) -> InnerMouth | None:
    """How light the inside of the mouth is.

    Args:
        image: (H, W, 3) uint8 RGB with the face.
        points: (478, 3) its landmarks in pixels.

    Returns:
        (3, 3, 3) float32: lightness, 1 as `skin_reference`, of the parts from the upper lip to the lower
        one, from left to right in the picture, in red, green and blue. None for a mouth that is closed or
        too small.
    """
    upper, lower = points[UPPER, :2], points[LOWER, :2]
    axis = upper[-1] - upper[0]
    width = float(np.hypot(*axis))
    if width < MIN_WIDTH_PX:
        return None
    across = axis / width
    turn = np.array([across, [-across[1], across[0]]])
    above, below = (upper - upper[0]) @ turn.T, (lower - upper[0]) @ turn.T
    steps = (np.arange(INNER_MOUTH_PARTS * SAMPLES) + 0.5) / (INNER_MOUTH_PARTS * SAMPLES)
    x = steps * width
    top, bottom = lip_at(above, x), lip_at(below, x)
    gap = np.maximum(bottom - top, 0)
    if gap.max() < MIN_GAP_PX:
        return None
    y = top + steps[:, None] * (bottom - top)
    places = upper[0] + np.stack([np.broadcast_to(x, y.shape), y], 2) @ turn
    lightness = _parts(_sampled(image, places), gap) / skin_reference(image, points)
    mean = lightness.mean(2, keepdims=True)
    return np.clip(lightness, mean / MAX_TINT, np.minimum(mean * MAX_TINT, MOST)).astype(np.float32)


def skin_reference(image: Image, points: Points) -> Colour:
    """(3,) float32 RGB: the skin's colour in the light of the picture, were it of usual darkness.

    A dark skin is dark for two reasons, its own colour and weak light; the second alone changes teeth.

    Args:
        image: (H, W, 3) uint8 RGB with the face.
        points: (478, 3) its landmarks in pixels.
    """
    step = 0.01 * float(np.hypot(*(points[CHIN, :2] - points[FOREHEAD, :2])))
    around = step * np.array([(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)])
    places = points[SKIN, None, :2] + around
    skin = np.maximum(np.median(_sampled(image, places).reshape(-1, 3), axis=0), 1)
    return (skin * (USUAL_SKIN / skin.mean()) ** OWN_COLOUR).astype(np.float32)


def lip_at(outline: NDArray[np.floating], x: NDArray[np.floating]) -> NDArray[np.float64]:
    """(N,) heights of a lip's (K, 2) outline, from left to right, at the given places."""
    return np.interp(x, np.maximum.accumulate(outline[:, 0]), outline[:, 1])


def _sampled(image: Image, places: NDArray[np.floating]) -> Colour:
    """(A, B, 3) float32 colours of (A, B, 2) places."""
    x, y = (np.ascontiguousarray(places[..., k], np.float32) for k in range(2))
    found = cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return found.astype(np.float32)


def _parts(colours: Colour, gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means of (N, N, 3) samples over 3 x 3 parts; columns count as they are open, and a shut part as all."""
    weights = np.broadcast_to(gap[:, None], colours.shape)
    mean = (colours * weights).mean((0, 1)) / gap.mean()
    least = 1e-2 * float(gap.max()) * SAMPLES**2
    blocks = (INNER_MOUTH_PARTS, SAMPLES, INNER_MOUTH_PARTS, SAMPLES, 3)
    total = (colours * weights).reshape(blocks).sum((1, 3)) + least * mean
    return np.asarray(total / (weights.reshape(blocks).sum((1, 3)) + least), np.float64)
