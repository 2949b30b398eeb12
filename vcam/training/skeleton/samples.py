"""Samples for the skeleton's network: a person's photo, another's motion, and the first doing the second.

Heads are small matrix products over 1,107 keypoints, so every batch is new. The photo, which seldom shows a
resting face, the driver in two successive pictures and the driver's neutral face, which is often a poor one
or missing, are seen in perspective by cameras of their own and get the errors that were measured on the real
detector: what persists for a face, and what changes from picture to picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

import numpy as np
import torch
from torch import Tensor

from vcam.models.skeleton_layout import LANDMARKS
from vcam.synthetic.heads import Heads
from vcam.synthetic.sampling import (
    ViewRanges,
    sample_angles,
    sample_distances,
    sample_expressions,
    sample_identities,
)
from vcam.training.skeleton.people import Array, Group, People
from vcam.training.skeleton.seeing import Seen, SyntheticDetector, turns

NOISE_RANGE = (0.4, 1.2)
"""Factors on the measured errors."""
MAX_STEP = 0.15
"""How far an expression goes towards another one between two pictures."""
POOR_STRENGTH = 0.8
"""Of the expressions that poor neutral faces show."""
FRONTAL_TURN_DEG, NEXT_TURN_DEG = 4.0, 1.0
"""Standard deviations: of a good neutral face from frontal, and of the next picture from the one before."""
SPOT_RANGE = (0.08, 0.3)
"""Radius of a spot of points that do not count, face heights."""


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


class HeadSampler:
    """Draws batches; each is a function of the seed and its number alone."""

    def __init__(self, heads: Heads, settings: SampleSettings, seed: int = 0) -> None:
        """Take the heads of `vcam train synth`."""
        self.heads, self.settings, self.seed = heads, settings, seed
        self.neutral = torch.from_numpy(heads.neutral)
        self._people, self.detector = People(heads), SyntheticDetector(heads)

    def batch(self, count: int, number: int) -> Batch:
        """`count` samples."""
        settings, people, detector = self.settings, self._people, self.detector
        chance = np.random.default_rng((self.seed, number))
        avatar, driver = self._pair(count, chance)
        photo_weights = self._expressions(count, chance, settings.photo_expression)
        moving = self._motion(count, chance)
        resting = self._resting(count, chance)
        noise = self._noise(count, chance)
        photo_angles, angles, rest_angles = self._angles(count, chance)
        photo_error, face_error = (detector.face_error(count, chance) for _ in range(2))
        distance = torch.from_numpy(sample_distances(count, settings.views, chance))
        photo_distance = torch.from_numpy(sample_distances(count, settings.photo_views, chance))
        next_angles: Array = angles + chance.normal(0, NEXT_TURN_DEG, angles.shape)

        def see(who: Group, weights: Array, angle: Array, far: Tensor, error: Tensor) -> Seen:
            heads = (who.shape + people.offsets(who, weights))[:, :LANDMARKS]
            return detector.see(heads, angle, far, error, noise, chance)

        photo = see(avatar, photo_weights, photo_angles, photo_distance, photo_error)
        faces = [
            see(driver, weights, angle, distance, face_error)
            for weights, angle in zip(moving, (angles, next_angles), strict=True)
        ]
        rest_error = detector.face_error_again(face_error, chance)
        rest = see(driver, resting, rest_angles, distance, rest_error)
        known = (chance.random((count, 1)) >= settings.uncalibrated).astype(np.float32)
        pictures = [(photo, face, rest) for face in faces]
        return Batch(
            photo=photo.own,
            neutral=rest.own,
            driver=torch.stack([face.own for face in faces]),
            views=torch.stack([torch.stack([seen.fit.view for seen in three], 1) for three in pictures]),
            visible=self._visible(count, chance),
            calibrated=torch.from_numpy(known),
            shape=avatar.shape,
            photo_expression=people.offsets(avatar, photo_weights),
            expression=torch.stack([people.offsets(avatar, weights) for weights in moving]),
            corrections=torch.stack([torch.stack([s.correction for s in three], 1) for three in pictures]),
            rotation=torch.stack([turns(angles), turns(next_angles)]),
            pixels=torch.stack([seen.picture for seen in (photo, *faces, rest)]),
            still_rotation=torch.stack([turns(photo_angles), turns(rest_angles)]),
            photo_distance=photo_distance,
        )

    def _pair(self, count: int, chance: np.random.Generator) -> tuple[Group, Group]:
        """Whom the photos show, and who drives."""
        avatar, other = (sample_identities(count, len(self.heads.identity), chance) for _ in range(2))
        same = chance.random((count, 1)) < self.settings.self_driven
        return self._people.group(avatar), self._people.group(np.where(same, avatar, other))

    def _expressions(self, count: int, chance: np.random.Generator, factor: float) -> Array:
        return sample_expressions(count, self.heads.units, chance) * np.float32(factor)

    def _motion(self, count: int, chance: np.random.Generator) -> tuple[Array, Array]:
        """Weights in two successive pictures."""
        now, later = (self._expressions(count, chance, 1.0) for _ in range(2))
        step = chance.uniform(0, MAX_STEP, (count, 1)).astype(np.float32)
        return now, now + step * (later - now)

    def _resting(self, count: int, chance: np.random.Generator) -> Array:
        """Weights of neutral faces, some of which are not."""
        slight = self._expressions(count, chance, self.settings.resting)
        wrong = sample_expressions(count, self.heads.units, chance, POOR_STRENGTH)
        return np.where(chance.random((count, 1)) < self.settings.poor, wrong, slight)

    def _noise(self, count: int, chance: np.random.Generator) -> Tensor:
        """(B,1) factors on the detector's errors."""
        exact = chance.random((count, 1)) < self.settings.exact
        factor = np.where(exact, 0, chance.uniform(*NOISE_RANGE, (count, 1)))
        return torch.from_numpy(factor.astype(np.float32)) * self.settings.noise

    def _angles(self, count: int, chance: np.random.Generator) -> tuple[Array, Array, Array]:
        """(B,3) yaw, pitch and roll in degrees of photos, drivers and neutral faces."""
        photo = sample_angles(count, self.settings.photo_views, chance)
        driver = sample_angles(count, self.settings.views, chance)
        turned = chance.random((count, 1)) < self.settings.poor
        wide = np.where(turned, self.settings.poor_turn_deg / 2, FRONTAL_TURN_DEG)
        return photo, driver, chance.normal(0, wide, (count, 3))

    def _visible(self, count: int, chance: np.random.Generator) -> Tensor:
        """(B,2,478) ones, with spots of zeros."""
        mean = self.neutral[:LANDMARKS].numpy()
        visible = np.ones((count, 2, LANDMARKS), np.float32)
        for row, side in np.argwhere(chance.random((count, 2)) < self.settings.hidden):
            middle = mean[chance.integers(LANDMARKS)]
            near = np.linalg.norm(mean - middle, axis=1) < chance.uniform(*SPOT_RANGE)
            visible[row, side, near] = 0
        return torch.from_numpy(visible)
