"""Heads as the detector sees them: in perspective, and with the errors that were measured on the real one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from vcam.synthetic.heads import Heads
from vcam.synthetic.sampling import rotations
from vcam.training.skeleton.fitting import Poses, fit_heads, in_perspective, rotation_vectors
from vcam.training.skeleton.people import Array

PERSISTING = 0.7
"""Share of the variance of a face's errors that its neutral picture and its others have in common."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Seen:
    """B faces as their landmarks show them.

    Args:
        picture: (B,478,3) landmarks in face heights, the pivot at the origin.
        fit: what the landmarks say about the pose.
        own: (B,478,3) the landmarks in the fitted own frames.
        correction: (B,8) what the fit lacks, as the network tells it.
    """

    picture: Tensor
    fit: Poses
    own: Tensor
    correction: Tensor


class SyntheticDetector:
    """Sees heads, with errors."""

    def __init__(self, heads: Heads) -> None:
        """Take what `vcam train synth` measured."""
        self._errors = {
            name: torch.from_numpy(array).flatten(-2) for name, array in vars(heads.errors).items()
        }

    def face_error(self, count: int, chance: np.random.Generator) -> Tensor:
        """(B,1434) what is wrong with the points of some faces, besides the bias."""
        return self._drawn("modes", "spread", count, chance)

    def face_error_again(self, error: Tensor, chance: np.random.Generator) -> Tensor:
        """(B,1434) the same for the same faces at another time."""
        fresh = self.face_error(len(error), chance)
        return error * PERSISTING**0.5 + fresh * (1 - PERSISTING) ** 0.5

    def see(
        self,
        heads: Tensor,
        angles: Array,
        distance: Tensor,
        error: Tensor,
        noise: Tensor,
        chance: np.random.Generator,
    ) -> Seen:
        """Landmarks of heads, with bias, error and jitter.

        Args:
            heads: (B,478,3) in their own frames.
            angles: (B,3) yaw, pitch and roll in degrees.
            distance: (B,) of the cameras, face heights.
            error: (B,1434) of `face_error`.
            noise: (B,1) factor on all errors.
            chance: of the jitter.
        """
        rotation = turns(angles)
        exact = in_perspective(heads @ rotation.mT, 1 / distance)
        fit = fit_heads(exact)
        wrong = self.bias(fit.view).flatten(1) + error
        wrong = wrong + self._drawn("jitter_modes", "jitter_spread", len(heads), chance)
        picture = fit.apply(fit.invert(exact) + (noise * wrong).view_as(exact))
        fit = fit_heads(picture)
        offset = -fit.position.clone()
        offset[:, 2] = 0  # landmarks have no origin of depth
        correction = torch.cat(
            [
                rotation_vectors(fit.rotation.mT @ rotation),
                (offset[:, None] @ fit.rotation)[:, 0] / fit.scale[:, None],
                -torch.log(fit.scale)[:, None],
                1 / distance[:, None],
            ],
            1,
        )
        return Seen(picture=picture, fit=fit, own=fit.invert(picture), correction=correction)

    def bias(self, view: Tensor) -> Tensor:
        """(B,478,3) what is wrong on average with landmarks in their own frames, by their (B,3) views."""
        return (_view_terms(view) @ self._errors["bias"]).unflatten(1, (-1, 3))

    def _drawn(self, modes: str, spread: str, count: int, chance: np.random.Generator) -> Tensor:
        patterns, rest = self._errors[modes], self._errors[spread]
        amounts = torch.from_numpy(chance.standard_normal((count, len(patterns)), np.float32))
        apart = torch.from_numpy(chance.standard_normal((count, len(rest)), np.float32))
        return amounts @ patterns + rest * apart


def turns(angles: Array) -> Tensor:
    """(B,3,3) rotations by (B,3) yaw, pitch and roll in degrees."""
    return torch.from_numpy(rotations(angles.astype(np.float32)))


def _view_terms(view: Tensor) -> Tensor:
    """(B,6) as `vcam.synthetic.heads.view_terms`."""
    x, y = view[:, :1], view[:, 1:2]
    return torch.cat([torch.ones_like(x), x, y, x * x, x * y, y * y], 1)
