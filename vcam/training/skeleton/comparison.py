"""The network against the analytic retargeting, on the same held-out synthetic heads.

Both show another person's motion, relative to his neutral face, in the avatar's picture. The truth is the
avatar's head with the driver's expression and turn, as the photo's camera sees it. Both take points of the
real detector's kind; the true ones are known. All distances are in percent of that of the outer eye corners.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np
import torch
from torch import Tensor

from vcam.frames import Points
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import follow, skeleton_of
from vcam.models.skeleton_anchor import AnchoredSkeleton, SkeletonAnchor
from vcam.models.skeleton_layout import LANDMARKS
from vcam.synthetic.heads import Heads
from vcam.training.skeleton.fitting import Poses, fit_heads, in_perspective, mended
from vcam.training.skeleton.objective import eye_distance, turn_deg
from vcam.training.skeleton.samples import Batch, HeadSampler, SampleSettings
from vcam.training.skeleton.settling import settled

CROSS = SampleSettings(
    exact=0, self_driven=0, uncalibrated=0, poor=0, hidden=0, photo_expression=0, resting=0
)
"""Pairs that suit the analytic way best: photo and neutral face are at rest."""
TRIALS = {
    "exact points": replace(CROSS, noise=0),
    "detector's errors": CROSS,
    "expression in the photo": replace(CROSS, photo_expression=0.7),
    "poor calibration": replace(CROSS, poor=1),
    "no calibration": replace(CROSS, uncalibrated=1),
}
COUNT = 64


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Mean errors of one trial.

    Args:
        keypoints: of all 1,107 keypoints of shape and expression, network.
        landmarks: of the first 478 of them, network.
        picture, analytic_picture: of the 478 in the avatar's picture, without depth.
        turn_deg, analytic_turn_deg: of the driver's turn from his neutral face.
    """

    keypoints: float
    landmarks: float
    picture: float
    analytic_picture: float
    turn_deg: float
    analytic_turn_deg: float


@dataclass(frozen=True, kw_only=True)
class Steadiness:
    """Mean false change of the 478 landmarks from one picture to the next.

    Args:
        network: of what the network shows of a driver on himself.
        detector: of the points that it was given.
    """

    network: float
    detector: float


def compare(
    network: SkeletonAnchor,
    heads: Heads,
    batches: int,
    seed: int,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Compared]:
    """Errors in each of the `TRIALS`; uncalibrated, the analytic way has to take the driver for neutral.

    Args:
        network: in evaluation mode.
        heads: of `vcam train synth`.
        batches: of 64 samples in each trial.
        seed: of people that the network was not trained on.
        progress: told about finished batches.
    """
    found = {}
    for number, (name, settings) in enumerate(TRIALS.items()):
        sampler, rows = HeadSampler(heads, settings, seed), []
        for index in range(batches):
            rows.append(_errors(network, sampler.batch(COUNT, index), eye_distance(sampler.neutral)))
            progress(number * batches + index + 1, batches * len(TRIALS))
        found[name] = Compared(**{key: fmean(row[key] for row in rows) for key in rows[0]})
    return found


def measure_steadiness(network: SkeletonAnchor, heads: Heads, batches: int, seed: int) -> Steadiness:
    """How much steadier than the detector the network is; the arguments are those of `compare`."""
    sampler = HeadSampler(heads, replace(CROSS, self_driven=1), seed)
    eyes, rows = eye_distance(sampler.neutral), []
    for index in range(batches):
        batch = sampler.batch(COUNT, index)
        truth, said = [], []
        for picture in range(2):
            with torch.no_grad():
                shown = settled(network, *batch.inputs(picture))
            own = (batch.shape + batch.expression[picture])[:, :LANDMARKS]
            perspective = batch.corrections[picture][:, 1, -1]
            truth.append(in_perspective(own @ batch.rotation[picture].mT, perspective))
            pose = mended(fit_heads(batch.pixels[1 + picture]), shown.corrections[:, 1])
            said.append(_placed(shown, pose, pose.rotation, shown.corrections[:, 1, -1]))
        change = truth[1] - truth[0]
        seen = batch.pixels[2] - batch.pixels[1]
        rows.append([_percent(said[1] - said[0] - change, eyes), _percent(seen - change, eyes)])
    steady, raw = np.mean(rows, axis=0)
    return Steadiness(network=float(steady), detector=float(raw))


def _errors(network: SkeletonAnchor, batch: Batch, eyes: float) -> dict[str, float]:
    with torch.no_grad():
        shown = settled(network, *batch.inputs(0))
    error = shown.shape + shown.expression - batch.shape - batch.expression[0]
    photo, driver, _, rest = batch.pixels
    calibrated = bool(batch.calibrated.all())
    faces = [
        mended(fit_heads(points), shown.corrections[:, row])
        for row, points in enumerate((photo, driver, rest))
    ]
    # Uncalibrated, the network knows frontal by itself.
    turn = faces[1].rotation @ (faces[2].rotation.mT if calibrated else torch.eye(3))
    true_turn = batch.rotation[0] @ (batch.still_rotation[1].mT if calibrated else torch.eye(3))
    analytic, analytic_turn = _analytic(
        photo.numpy(), driver.numpy(), (rest if calibrated else driver).numpy()
    )
    rotation = true_turn @ batch.still_rotation[0]
    own = (batch.shape + batch.expression[0])[:, :LANDMARKS]
    truth = in_perspective(own @ rotation.mT, 1 / batch.photo_distance)
    picture = _placed(shown, faces[0], turn @ faces[0].rotation, shown.corrections[:, 0, -1])
    return {
        "keypoints": 100 * float(error.norm(dim=-1).mean()) / eyes,
        "landmarks": 100 * float(error[:, :LANDMARKS].norm(dim=-1).mean()) / eyes,
        "picture": _percent(picture - truth, eyes),
        "analytic_picture": _percent(analytic - truth, eyes),
        "turn_deg": turn_deg(turn, true_turn),
        "analytic_turn_deg": turn_deg(analytic_turn, true_turn),
    }


def _placed(shown: AnchoredSkeleton, pose: Poses, rotation: Tensor, perspective: Tensor) -> Tensor:
    """(B,478,3) what the network shows, at a pose's place in another rotation, as the camera sees it."""
    own = (shown.shape + shown.expression)[:, :LANDMARKS]
    seen = in_perspective(own @ rotation.mT, perspective.clamp(0, 1))
    return pose.scale[:, None, None] * seen + pose.position[:, None]


def _analytic(photos: Points, drivers: Points, neutrals: Points) -> tuple[Tensor, Tensor]:
    """(B,478,3) what the analytic way shows in the avatars' pictures, and (B,3,3) the drivers' turns."""
    points, turns = [], []
    for photo, driver, rest in zip(photos, drivers, neutrals, strict=True):
        neutral = skeleton_of(rest)
        now = follow(neutral, driver)
        points.append(retarget_relative(skeleton_of(photo), neutral, now, Edits()).points())
        turns.append(now.pose.rotation @ neutral.pose.rotation.T)
    return torch.from_numpy(np.stack(points)), torch.from_numpy(np.stack(turns))


def _percent(difference: Tensor, eyes: float) -> float:
    return 100 * float(difference[..., :2].norm(dim=-1).mean()) / eyes
