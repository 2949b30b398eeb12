"""Chance behind synthetic heads: who they are, what they do with their faces, and how they are seen.

Expressions are made of groups that people use together (speech, a smile, a blink, a glance with the lids
following, brows), so that no sample puckers, smiles and sneers at once at full weight; each side gets a share
of its own. All weights are of FACS-like units from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vcam.frames import Points
from vcam.geometry.pose import rotation_from_angles

Weights = NDArray[np.float32]
_Add = Callable[[str, NDArray[np.floating]], None]

MAX_IDENTITY = 2.5
ASYMMETRY = 0.2
FACS = {
    "smile": (("mouthSmile", 1.0), ("cheekSquint", 0.6), ("cheekRaiser", 0.4), ("mouthDimple", 0.2)),
    "frown": (("mouthFrown", 0.9), ("browDown", 0.5)),
    "sneer": (("noseSneer", 0.9), ("mouthUpperUp", 0.5)),
    "stretch": (("mouthStretch", 0.9),),
    "press": (("mouthPress", 0.9),),
    "puff": (("cheekPuff", 1.0),),
    "brows_up": (("browInnerUp", 0.9), ("browOuterUp", 0.9)),
    "brows_worried": (("browInnerUp", 1.0),),
    "brows_down": (("browDown", 1.0),),
    "squint": (("eyeSquint", 0.9),),
    "wide": (("eyeWide", 0.9),),
    "blink": (("eyeBlink", 1.0),),
    "show_teeth": (("mouthUpperUp", 0.7), ("mouthLowerDown", 0.7)),
}
"""Groups of units with a right and a left half, and each unit's share."""
CHANCES = {
    "smile": 0.35, "frown": 0.08, "sneer": 0.06, "stretch": 0.08, "press": 0.06, "puff": 0.05,
    "brows_up": 0.22, "brows_worried": 0.08, "brows_down": 0.15, "squint": 0.12, "wide": 0.1, "blink": 0.22,
    "show_teeth": 0.2,
}  # fmt: skip
SPEECH, LATERAL, GLANCE, RESTING = 0.55, 0.1, 0.6, 0.08
"""Chances of speech, of jaw or mouth moved to one side, of a glance, and of a resting face."""
VISEMES: tuple[dict[str, float], ...] = (
    {"mouthFunnel": 0.9},
    {"mouthPucker": 1.0},
    {"mouthRollLower": 0.6, "mouthRollUpper": 0.5},
    {"mouthShrugUpper": 0.6, "mouthShrugLower": 0.6},
    {},
    {},
)
"""Shapes of speech besides the jaw's opening."""
LID_DOWN, LID_UP = 0.35, 0.3
"""How much of a glance down closes the lid, and of one up opens it, beyond what the gaze units do."""


@dataclass(frozen=True, kw_only=True)
class ViewRanges:
    """How far heads turn and where the camera stands.

    Args:
        yaw_deg, pitch_deg, roll_deg: greatest turns.
        near, far: distance of the camera from the head's pivot, in face heights of about 18 cm.
    """

    yaw_deg: float = 60.0
    pitch_deg: float = 35.0
    roll_deg: float = 30.0
    near: float = 2.0
    far: float = 9.0


def sample_identities(count: int, size: int, chance: np.random.Generator) -> Weights:
    """(count, size) weights of identity components: normal, without the farthest tails."""
    drawn: Weights = np.clip(chance.standard_normal((count, size)), -MAX_IDENTITY, MAX_IDENTITY)
    return drawn.astype(np.float32)


def sample_expressions(
    count: int, units: tuple[str, ...], chance: np.random.Generator, strength: float = 1.0
) -> Weights:
    """(count, units) weights of plausible expressions, 0 to 1; `strength` scales all but the gaze."""
    weights = np.zeros((count, len(units)), np.float32)

    def add(unit: str, amount: NDArray[np.floating]) -> None:
        weights[:, units.index(unit)] += amount

    for group, members in FACS.items():
        amount = _amounts(count, CHANCES[group], chance) * strength
        sides = 1 + chance.normal(0, ASYMMETRY, (count, 2))
        if group in ("blink", "puff", "squint"):
            # Now and then one side alone.
            sides *= np.where(chance.random((count, 1)) < 0.15, chance.permutation([[0, 1]], axis=1), 1)
        for unit, share in members:
            for side, name in enumerate(("L", "R")):
                add(f"{unit}_{name}", amount * share * sides[:, side])
    _speak(count, add, chance, strength)
    _glance(count, add, chance)
    weights *= (chance.random((count, 1)) > RESTING).astype(np.float32)
    return np.clip(weights, 0, 1)


def _amounts(count: int, likely: float, chance: np.random.Generator) -> NDArray[np.floating]:
    """(count,) mostly 0, else from 0 to 1."""
    return (chance.random(count) < likely) * chance.beta(1.3, 1.1, count)


def _speak(count: int, add: _Add, chance: np.random.Generator, strength: float) -> None:
    amount = _amounts(count, SPEECH, chance) * strength
    opened = amount * chance.uniform(0.2, 1, count)
    add("jawOpen", opened)
    # Lips that stay together while the jaw opens; never more than it opens.
    add("mouthClose", opened * (chance.random(count) < 0.15) * chance.uniform(0, 1, count))
    shape = chance.integers(0, len(VISEMES), count)
    for number, viseme in enumerate(VISEMES):
        for unit, share in viseme.items():
            add(unit, amount * share * (shape == number))
    for right, left in (("jawRight", "jawLeft"), ("mouthRight", "mouthLeft")):
        aside = _amounts(count, LATERAL, chance) * strength * np.sign(chance.normal(size=count)) * 0.7
        add(right, np.maximum(aside, 0))
        add(left, np.maximum(-aside, 0))
    add("jawForward", _amounts(count, LATERAL, chance) * strength * 0.6)


def _glance(count: int, add: _Add, chance: np.random.Generator) -> None:
    some = chance.random(count) < GLANCE
    side = np.clip(chance.normal(0, 0.45, count), -1, 1) * some
    down = np.clip(chance.normal(0.05, 0.4, count), -1, 1) * some
    for name, outwards in (("L", side), ("R", -side)):
        add(f"eyeLookOut_{name}", np.maximum(outwards, 0))
        add(f"eyeLookIn_{name}", np.maximum(-outwards, 0))
        add(f"eyeLookDown_{name}", np.maximum(down, 0))
        add(f"eyeLookUp_{name}", np.maximum(-down, 0))
        add(f"eyeBlink_{name}", LID_DOWN * np.maximum(down, 0))
        add(f"eyeWide_{name}", LID_UP * np.maximum(-down, 0))


def sample_angles(count: int, ranges: ViewRanges, chance: np.random.Generator) -> Weights:
    """(count, 3) yaw, pitch and roll in degrees; small turns are more frequent, none is beyond the ranges."""
    drawn = chance.uniform(-1, 1, (count, 3)) * chance.uniform(0.15, 1, (count, 1))
    return (drawn * [ranges.yaw_deg, ranges.pitch_deg, ranges.roll_deg]).astype(np.float32)


def rotations(angles_deg: Points) -> Points:
    """(N, 3, 3) rotations from (N, 3) yaw, pitch and roll in degrees."""
    return np.stack([rotation_from_angles(*(float(angle) for angle in row)) for row in angles_deg])


def sample_distances(count: int, ranges: ViewRanges, chance: np.random.Generator) -> Weights:
    """(count,) distances of the camera in face heights; perspective, their inverse, is uniform."""
    return (1 / chance.uniform(1 / ranges.far, 1 / ranges.near, count)).astype(np.float32)
