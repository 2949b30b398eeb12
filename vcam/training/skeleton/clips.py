"""Real faces for the skeleton's network: landmarks of prepared clips, in batches.

No one knows the true head behind a real face, but a person's frames say what he does against each other:
what the detector tells of one of them is what the network has to show of it on his own photo, and on another
person's photo the same change, fitted to that face's eyes and mouth. This closes the gap between rendered
heads, on which the detector hardly sees a blink, and real ones.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from vcam.errors import TrainingError
from vcam.geometry import face_model as face
from vcam.geometry.regions import eye_weights, mouth_weights
from vcam.models.skeleton_layout import LANDMARKS
from vcam.synthetic.heads import Heads
from vcam.training.preparation.clip_file import read_points
from vcam.training.preparation.records import clip_path, read_index
from vcam.training.skeleton.fitting import fit_heads
from vcam.training.skeleton.people import GAIN_LIMITS, feature_sizes

HELDOUT = 5
"""Every so many people are kept from training, for measuring."""
RESTING = 0.5
"""Part of the neutral faces that are the clip's most common one; the others are any frame."""
UNCALIBRATED = 0.3
"""Part without a neutral face."""
OTHER_BUILD = 0.5
"""Standard deviations of the morphable head's identities that are added to each face's build."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Clip:
    """N frames of a person.

    Args:
        person: whose.
        own: (N,478,3) landmarks in the own frames fitted to them.
        view: (N,3) where the camera looks, in those frames.
        resting: the frame that is most like all of them.
        sizes: (3,) of `feature_sizes`, medians.
    """

    person: str
    own: Tensor
    view: Tensor
    resting: int
    sizes: Tensor


@dataclass(frozen=True, eq=False, kw_only=True)
class RealBatch:
    """B drivers in two frames each, their own photos, and others'.

    Args:
        photo: (2,B,478,3) another frame of the driver, and someone else as he mostly is.
        photo_view: (2,B,3).
        driver: (3,B,478,3) the driver in two frames, and as he mostly is.
        driver_view: (3,B,3).
        neutral: (B,478,3) his neutral face, which may be a poor one.
        neutral_view: (B,3).
        calibrated: (B,1).
        gains: (B,478,3) from the driver's offsets to the other's.
    """

    photo: Tensor
    photo_view: Tensor
    driver: Tensor
    driver_view: Tensor
    neutral: Tensor
    neutral_view: Tensor
    calibrated: Tensor
    gains: Tensor

    def to(self, device: torch.device) -> RealBatch:
        """The same on a device."""
        return replace(self, **{entry.name: getattr(self, entry.name).to(device) for entry in fields(self)})

    def inputs(self, photo: int, picture: int) -> tuple[Tensor, ...]:
        """What the network takes for the driver's own (0) or the other's (1) photo and one of his frames."""
        views = torch.stack([self.photo_view[photo], self.driver_view[picture], self.neutral_view], 1)
        visible = torch.ones(len(views), 2, LANDMARKS, device=views.device)
        return (
            self.photo[photo],
            self.driver[picture],
            self.neutral,
            views,
            visible,
            self.calibrated,
        )


class RealSampler:
    """Draws batches from prepared clips; each is a function of the seed and its number alone."""

    def __init__(self, folder: Path, heads: Heads, seed: int = 0, heldout: bool = False) -> None:
        """Read the landmarks of all clips.

        Args:
            folder: of `vcam train prepare`.
            heads: of `vcam train synth`, whose identities vary the builds.
            seed: of all chance.
            heldout: take the people that are kept from training instead of the others.

        Raises:
            TrainingError: the folder can't be read, or shows too few moving people.
        """
        self._seed, self._vary = seed, not heldout
        usable = read_index(folder).usable
        people = {person: n for n, person in enumerate(sorted({record.person for record in usable}))}
        self._records = [record for record in usable if (people[record.person] % HELDOUT == 0) == heldout]
        self._clips = [
            _clip(record.person, read_points(clip_path(folder, record.id))) for record in self._records
        ]
        moving: dict[str, list[Clip]] = {}
        for clip in self._clips:
            if len(clip.own) > 1:
                moving.setdefault(clip.person, []).append(clip)
        self._moving = list(moving.values())
        if len(self._moving) < 2:
            raise TrainingError(
                f"{folder} shows {len(self._moving)} moving people to take, expected 2 or more: prepare more"
            )
        self._identity = torch.from_numpy(heads.identity[:, :LANDMARKS]).flatten(1)
        self._mirror = torch.from_numpy(face.mirror_order().astype(np.int64))

    @property
    def origin(self) -> str:
        """Whose faces they are, for weights that learn from them."""
        tiers = sorted({record.tier for record in self._records} - {""})
        people = len({record.person for record in self._records})
        rights = f" (rights tiers {', '.join(tiers)})" if tiers else ""
        return f"{people} people in {len(self._records)} clips and pictures{rights}"

    def batch(self, count: int, number: int) -> RealBatch:
        """`count` drivers."""
        chance = np.random.default_rng((self._seed, number))
        drawn = [self._draw(chance) for _ in range(count)]
        values = {entry.name: torch.stack([one[entry.name] for one in drawn]) for entry in fields(RealBatch)}
        for name in ("photo", "photo_view", "driver", "driver_view"):
            values[name] = values[name].transpose(0, 1)
        return RealBatch(**values)

    def _draw(self, chance: np.random.Generator) -> dict[str, Tensor]:
        """One row of a batch."""
        clips = self._moving[chance.integers(len(self._moving))]
        clip = clips[chance.integers(len(clips))]
        other = self._other(clip.person, chance)
        frames = chance.integers(len(clip.own), size=5)
        frames[3] = clip.resting
        if chance.random() < RESTING:
            frames[4] = clip.resting
        build, foreign = self._build(chance), self._build(chance)
        own, view = clip.own[frames] + build, clip.view[frames]
        photo, photo_view = (other.own[other.resting] + foreign)[None], other.view[other.resting][None]
        gains = transfer_gains(other.sizes / clip.sizes)
        if self._vary and chance.random() < 0.5:
            (own, view), (photo, photo_view) = self._mirrored(own, view), self._mirrored(photo, photo_view)
            gains = gains[self._mirror]
        known = chance.random() >= UNCALIBRATED
        return {
            "photo": torch.cat([own[:1], photo]),
            "photo_view": torch.cat([view[:1], photo_view]),
            "driver": own[1:4],
            "driver_view": view[1:4],
            "neutral": own[4],
            "neutral_view": view[4],
            "calibrated": torch.full((1,), float(known)),
            "gains": gains,
        }

    def _other(self, person: str, chance: np.random.Generator) -> Clip:
        while True:
            other = self._clips[chance.integers(len(self._clips))]
            if other.person != person:
                return other

    def _build(self, chance: np.random.Generator) -> Tensor:
        """(478,3) offsets that make a face someone else's."""
        amounts = chance.normal(0, OTHER_BUILD * self._vary, len(self._identity)).astype(np.float32)
        return (torch.from_numpy(amounts) @ self._identity).view(LANDMARKS, 3)

    def _mirrored(self, own: Tensor, view: Tensor) -> tuple[Tensor, Tensor]:
        flip = torch.tensor([-1.0, 1.0, 1.0])
        return own[:, self._mirror] * flip, view * flip


def transfer_gains(ratios: Tensor) -> Tensor:
    """(478,3) gains on one person's offsets for another: lids close, a wide mouth smiles wider.

    Args:
        ratios: (3,) of the other's `feature_sizes` to his.
    """
    right, left, mouth = (float(ratio) for ratio in ratios.clamp(*GAIN_LIMITS))
    gains = torch.ones(LANDMARKS, 3)
    for weights, ratio in zip(eye_weights(), (right, left), strict=True):
        gains[:, 1] += torch.from_numpy(weights.copy()) * (ratio - 1)
    gains[:, 0] += torch.from_numpy(mouth_weights().copy()) * (mouth - 1)
    return gains


def _clip(person: str, points: np.ndarray) -> Clip:
    landmarks = torch.from_numpy(points)
    fit = fit_heads(landmarks)
    own = fit.invert(landmarks)
    middle = own.median(0).values
    return Clip(
        person=person,
        own=own,
        view=fit.view,
        resting=int((own - middle).norm(dim=2).mean(1).argmin()),
        sizes=feature_sizes(own).median(0).values,
    )
