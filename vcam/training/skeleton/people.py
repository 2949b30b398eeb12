"""People of the morphable head in batches: their neutral heads, and how expressions move them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from vcam.geometry import face_model as face
from vcam.synthetic.heads import Heads
from vcam.training.skeleton.fitting import Poses, fit_heads

Array = NDArray[Any]

GAIN_LIMITS = (0.6, 1.6)
LID_UNITS = ("eyeBlink", "eyeWide", "eyeSquint", "eyeLookUp", "eyeLookDown")


@dataclass(frozen=True, eq=False, kw_only=True)
class Group:
    """B people.

    Args:
        shape: (B,1107,3) neutral heads in the own frames fitted to them.
        pose: from those frames to the morphable head's.
        gains: (B,units) how far each unit moves each person.
    """

    shape: Tensor
    pose: Poses
    gains: Array


class People:
    """Makes people of identity weights and moves them by expression weights.

    A unit moves a person's lids and lips as far as the build asks for, measured on the mean head: a blink
    closes every eye.
    """

    def __init__(self, heads: Heads) -> None:
        """Take the heads of `vcam train synth`."""
        self.neutral = torch.from_numpy(heads.neutral)
        self._identity = torch.from_numpy(heads.identity).flatten(1)
        self._expression = torch.from_numpy(heads.expression).flatten(1)
        lids = [{f"{unit}_{side}" for unit in LID_UNITS} for side in ("R", "L")]
        mouth = {unit for unit in heads.units if unit.startswith("mouth")}
        self._fitted = [
            [row for row, unit in enumerate(heads.units) if unit in fitted] for fitted in (*lids, mouth)
        ]
        self._mean_sizes = feature_sizes(self.neutral[None])

    def group(self, identity: Array) -> Group:
        """The people of (B, identities) weights."""
        heads = self.neutral + (torch.from_numpy(identity) @ self._identity).view(len(identity), -1, 3)
        gains = np.ones((len(identity), len(self._expression)), np.float32)
        ratios = (feature_sizes(heads) / self._mean_sizes).clamp(*GAIN_LIMITS).numpy()
        for rows, ratio in zip(self._fitted, ratios.T, strict=True):
            gains[:, rows] = ratio[:, None]
        pose = fit_heads(heads)
        return Group(shape=pose.invert(heads), pose=pose, gains=gains)

    def offsets(self, group: Group, weights: Array) -> Tensor:
        """(B,1107,3) from their neutral heads, in their own frames, by (B, units) weights."""
        moved = (torch.from_numpy(weights * group.gains) @ self._expression).view(len(weights), -1, 3)
        return moved @ group.pose.rotation / group.pose.scale[:, None, None]


def feature_sizes(heads: Tensor) -> Tensor:
    """(B,3) opening of the right and left eye and width of the mouth, in any unit."""
    eyes = [
        (heads[:, torch.from_numpy(lower[1:-1])] - heads[:, torch.from_numpy(upper[1:-1])])
        .norm(dim=2)
        .mean(1)
        for upper, lower in (
            (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
            (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
        )
    ]
    corners = heads[:, torch.from_numpy(face.MOUTH_CORNERS)]
    return torch.stack([*eyes, (corners[:, 0] - corners[:, 1]).norm(dim=1)], 1)
