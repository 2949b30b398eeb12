"""Samples for the skeleton's network: a person's photo, another's motion, and the first doing the second.

Heads are small matrix products over 1,107 keypoints, so every batch is new. The photo, which seldom shows a
resting face, the driver in two successive pictures and the driver's neutral face, which is often a poor one
or missing, are seen in perspective by cameras of their own and get the errors that were measured on the real
detector: what persists for a face, and what changes from picture to picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from vcam.geometry import face_model as face
from vcam.models.skeleton_layout import LANDMARKS
from vcam.synthetic.heads import Heads
from vcam.synthetic.sampling import (
    ViewRanges,
    rotations,
    sample_angles,
    sample_distances,
    sample_expressions,
    sample_identities,
)
from vcam.training.skeleton.fitting import Poses, fit_heads, in_perspective, rotation_vectors

Array = NDArray[Any]

GAIN_LIMITS = (0.6, 1.6)
LID_UNITS = ("eyeBlink", "eyeWide", "eyeSquint", "eyeLookUp", "eyeLookDown")
PERSISTING = 0.7
"""Share of the variance of a face's errors that its neutral picture and its others have in common."""


@dataclass(frozen=True, kw_only=True)
class SampleSettings:
    """What the samples are like.

    Args:
        noise: factor on the detector's errors; 0: exact points.
        exact: part of the samples without errors all the same.
        self_driven: part of the samples in which the photo shows the driver.
        photo_expression: factor on what the photos show; 0: resting faces.
        resting: factor on what good neutral faces show.
        uncalibrated: part without a neutral face.
        poor: part of the neutral faces that smile, speak or are turned up to `poor_turn_deg`.
        hidden: part of the faces with a spot of points that do not count.
        views, photo_views: how driver and photo are seen.
    """

    noise: float = 1.0
    exact: float = 0.2
    self_driven: float = 0.2
    photo_expression: float = 0.7
    resting: float = 0.06
    uncalibrated: float = 0.25
    poor: float = 0.3
    poor_turn_deg: float = 25.0
    hidden: float = 0.15
    views: ViewRanges = field(default_factory=ViewRanges)
    photo_views: ViewRanges = field(default_factory=lambda: ViewRanges(yaw_deg=45, pitch_deg=25, roll_deg=20))


@dataclass(frozen=True, eq=False, kw_only=True)
class Batch:
    """B samples of two successive pictures.

    Args:
        photo, neutral: (B,478,3) landmarks in their fitted own frames.
        driver: (2,B,478,3) the same in both pictures.
        views: (2,B,3,3) as the network takes them.
        visible: (B,2,478).
        calibrated: (B,1).
        shape, photo_expression: (B,1107,3) the truth, in the avatar's own frame.
        expression: (2,B,1107,3) the truth.
        corrections: (2,B,3,8) the truth; those of a missing neutral face mean nothing.
        rotation: (2,B,3,3) the driver's true rotation.
        pixels: (4,B,478,3) landmarks of photo, driver (twice) and neutral face in their pictures, in face
            heights; true rotations of photo and neutral are in `still_rotation` (2,B,3,3).
        photo_distance: (B,) of the photo's camera, face heights.
    """

    photo: Tensor
    neutral: Tensor
    driver: Tensor
    views: Tensor
    visible: Tensor
    calibrated: Tensor
    shape: Tensor
    photo_expression: Tensor
    expression: Tensor
    corrections: Tensor
    rotation: Tensor
    pixels: Tensor
    still_rotation: Tensor
    photo_distance: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        return replace(self, **{entry.name: getattr(self, entry.name).to(device) for entry in fields(self)})

    def inputs(self, picture: int) -> tuple[Tensor, ...]:
        """What the network takes for the first (0) or second (1) picture."""
        return (
            self.photo,
            self.driver[picture],
            self.neutral,
            self.views[picture],
            self.visible,
            self.calibrated,
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class _Seen:
    """A face as its landmarks show it."""

    own: Tensor
    picture: Tensor
    fit: Poses
    correction: Tensor


class HeadSampler:
    """Draws batches; each is a function of the seed and its number alone."""

    def __init__(self, heads: Heads, settings: SampleSettings, seed: int = 0) -> None:
        """Take the heads of `vcam train synth`."""
        self.heads, self.settings, self.seed = heads, settings, seed
        self.neutral = torch.from_numpy(heads.neutral)
        self._identity = torch.from_numpy(heads.identity).flatten(1)
        self._expression = torch.from_numpy(heads.expression).flatten(1)
        self._errors = {
            name: torch.from_numpy(array).flatten(-2) for name, array in vars(heads.errors).items()
        }
        self._lids = [
            [row for row, unit in enumerate(heads.units) if unit in {f"{name}_{side}" for name in LID_UNITS}]
            for side in ("R", "L")
        ]
        self._mouth = [row for row, unit in enumerate(heads.units) if unit.startswith("mouth")]
        self._mean_sizes = _sizes(self.neutral[None])

    def batch(self, count: int, number: int) -> Batch:
        """`count` samples."""
        settings = self.settings
        chance = np.random.default_rng((self.seed, number))
        avatar = sample_identities(count, len(self._identity), chance)
        other = sample_identities(count, len(self._identity), chance)
        driver = np.where(chance.random((count, 1)) < settings.self_driven, avatar, other)
        shape, offsets = self._person(avatar)
        driver_shape, driver_offsets = self._person(driver)
        smiling = sample_expressions(count, self.heads.units, chance) * np.float32(settings.photo_expression)
        moving = self._motion(count, chance)
        resting = self._resting(count, chance)

        scale = np.where(chance.random((count, 1)) < settings.exact, 0, chance.uniform(0.4, 1.2, (count, 1)))
        noise = torch.from_numpy(scale.astype(np.float32)) * settings.noise
        photo_angles = sample_angles(count, settings.photo_views, chance)
        angles = sample_angles(count, settings.views, chance)
        turned = chance.random((count, 1)) < settings.poor
        rest_angles = chance.normal(0, np.where(turned, settings.poor_turn_deg / 2, 4.0), (count, 3))
        photo_error, face_error = (self._face_error(count, chance) for _ in range(2))

        def see(head: Tensor, angle: Array, distance: Tensor, error: Tensor) -> _Seen:
            return self._see(head[:, :LANDMARKS], angle, distance, error, noise, chance)

        distance = torch.from_numpy(sample_distances(count, settings.views, chance))
        photo_distance = torch.from_numpy(sample_distances(count, settings.photo_views, chance))
        photo_expression = offsets(smiling)
        photo = see(shape + photo_expression, photo_angles, photo_distance, photo_error)
        next_angles: Array = angles + chance.normal(0, 1.0, angles.shape)
        faces = [
            see(driver_shape + driver_offsets(weights), angle, distance, face_error)
            for weights, angle in zip(moving, (angles, next_angles), strict=True)
        ]
        rest_error = self._renewed(face_error, chance)
        rest = see(driver_shape + driver_offsets(resting), rest_angles, distance, rest_error)
        calibrated = (chance.random((count, 1)) >= settings.uncalibrated).astype(np.float32)
        return Batch(
            photo=photo.own,
            neutral=rest.own,
            driver=torch.stack([seen.own for seen in faces]),
            views=torch.stack([torch.stack([photo.fit.view, s.fit.view, rest.fit.view], 1) for s in faces]),
            visible=self._visible(count, chance),
            calibrated=torch.from_numpy(calibrated),
            shape=shape,
            photo_expression=photo_expression,
            expression=torch.stack([offsets(weights) for weights in moving]),
            corrections=torch.stack(
                [torch.stack([photo.correction, s.correction, rest.correction], 1) for s in faces]
            ),
            rotation=torch.stack([_turns(angles), _turns(next_angles)]),
            pixels=torch.stack([photo.picture, *(seen.picture for seen in faces), rest.picture]),
            still_rotation=torch.stack([_turns(photo_angles), _turns(rest_angles)]),
            photo_distance=photo_distance,
        )

    def _person(self, identity: Array) -> tuple[Tensor, Callable[[Array], Tensor]]:
        """(B,1107,3) neutral heads in the own frames fitted to them, and what makes their offsets of weights.

        A unit moves a person's lids and lips as far as the build asks for: a blink closes every eye.
        """
        count = len(identity)
        heads = self.neutral + (torch.from_numpy(identity) @ self._identity).view(count, -1, 3)
        pose = fit_heads(heads)
        gains = np.ones((count, len(self.heads.units)), np.float32)
        ratios = (_sizes(heads) / self._mean_sizes).clamp(*GAIN_LIMITS).numpy()
        for rows, ratio in zip((*self._lids, self._mouth), ratios.T, strict=True):
            gains[:, rows] = ratio[:, None]

        def offsets(weights: Array) -> Tensor:
            moved = (torch.from_numpy(weights * gains) @ self._expression).view(count, -1, 3)
            return moved @ pose.rotation / pose.scale[:, None, None]

        return pose.invert(heads), offsets

    def _motion(self, count: int, chance: np.random.Generator) -> tuple[Array, Array]:
        """Weights in two successive pictures."""
        now, later = (sample_expressions(count, self.heads.units, chance) for _ in range(2))
        step = chance.uniform(0, 0.15, (count, 1)).astype(np.float32)
        return now, now + step * (later - now)

    def _resting(self, count: int, chance: np.random.Generator) -> Array:
        """Weights of neutral faces, some of which are not."""
        slight = sample_expressions(count, self.heads.units, chance) * np.float32(self.settings.resting)
        wrong = sample_expressions(count, self.heads.units, chance, 0.8)
        return np.where(chance.random((count, 1)) < self.settings.poor, wrong, slight)

    def _face_error(self, count: int, chance: np.random.Generator) -> Tensor:
        """(B,1434) what is wrong with a face's points besides the bias."""
        return self._drawn("modes", "spread", count, chance)

    def _renewed(self, error: Tensor, chance: np.random.Generator) -> Tensor:
        fresh = self._face_error(len(error), chance)
        return error * PERSISTING**0.5 + fresh * (1 - PERSISTING) ** 0.5

    def _drawn(self, modes: str, spread: str, count: int, chance: np.random.Generator) -> Tensor:
        patterns, rest = self._errors[modes], self._errors[spread]
        amounts = torch.from_numpy(chance.standard_normal((count, len(patterns)), np.float32))
        return amounts @ patterns + rest * torch.from_numpy(
            chance.standard_normal((count, rest.shape[0]), np.float32)
        )

    def _see(
        self,
        head: Tensor,
        angles: Array,
        distance: Tensor,
        error: Tensor,
        noise: Tensor,
        chance: np.random.Generator,
    ) -> _Seen:
        """Landmarks of (B,478,3) heads in perspective, with the detector's errors, and their fits."""
        rotation = _turns(angles)
        seen = head @ rotation.mT
        exact = in_perspective(seen, 1 / distance)
        fit = fit_heads(exact)
        x, y = fit.view[:, :1], fit.view[:, 1:2]
        terms = torch.cat([torch.ones_like(x), x, y, x * x, x * y, y * y], 1)
        wrong = terms @ self._errors["bias"] + error
        wrong = wrong + self._drawn("jitter_modes", "jitter_spread", len(head), chance)
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
        return _Seen(own=fit.invert(picture), picture=picture, fit=fit, correction=correction)

    def _visible(self, count: int, chance: np.random.Generator) -> Tensor:
        """(B,2,478) ones, with spots of zeros."""
        mean = self.neutral[:LANDMARKS].numpy()
        visible = np.ones((count, 2, LANDMARKS), np.float32)
        for row, side in np.argwhere(chance.random((count, 2)) < self.settings.hidden):
            middle = mean[chance.integers(LANDMARKS)]
            near = np.linalg.norm(mean - middle, axis=1) < chance.uniform(0.08, 0.3)
            visible[row, side, near] = 0
        return torch.from_numpy(visible)


def _turns(angles: Array) -> Tensor:
    return torch.from_numpy(rotations(angles.astype(np.float32)))


def _sizes(heads: Tensor) -> Tensor:
    """(B,3) opening of the right and left eye and width of the mouth, in any unit."""
    eyes = [
        (heads[:, lower[1:-1]] - heads[:, upper[1:-1]]).norm(dim=2).mean(1)
        for upper, lower in (
            (torch.from_numpy(face.RIGHT_UPPER_LID), torch.from_numpy(face.RIGHT_LOWER_LID)),
            (torch.from_numpy(face.LEFT_UPPER_LID), torch.from_numpy(face.LEFT_LOWER_LID)),
        )
    ]
    corners = heads[:, torch.from_numpy(face.MOUTH_CORNERS)]
    return torch.stack([*eyes, (corners[:, 0] - corners[:, 1]).norm(dim=1)], 1)
