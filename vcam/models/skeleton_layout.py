"""The layout of the dense skeleton: 1,107 keypoints of a head, by part.

The detector's 478 landmarks come first, in their own order. The other 629 are what lies outside the face
mask or behind the lips, so that a renderer's surroundings of the face and inside of the mouth have depth:
scalp, ears, neck, the lower edge towards the shoulders, underside of the jaw, teeth (the upper move with the
skull, the lower with the jaw), tongue, mouth cavity, eyeballs, and a ring on each iris finer than the
detector's. "Right" and "left" are the person's own. Parts that lie on both sides hold pairs: a point on the
person's right is followed by its mirror image.
Source: the number is that of OneGT's skeleton (supplementary, D), whose list is not published.
"""

from __future__ import annotations

from itertools import accumulate

LANDMARKS = 478
SIZES = {
    "landmarks": LANDMARKS,
    "scalp": 160,
    "ears": 60,
    "neck": 80,
    "shoulder_edge": 40,
    "jaw": 49,
    "teeth_upper": 48,
    "teeth_lower": 48,
    "tongue": 32,
    "mouth_cavity": 32,
    "eyeballs": 48,
    "irises": 32,
}
"""Keypoints of each part, in their order."""
KEYPOINTS = sum(SIZES.values())

_ENDS = tuple(accumulate(SIZES.values()))
PARTS = {name: slice(end - size, end) for (name, size), end in zip(SIZES.items(), _ENDS, strict=True)}
"""Where each part lies among the 1,107."""
