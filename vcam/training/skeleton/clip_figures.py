"""How the skeleton's network does on real faces it was not trained on: changes, openings, resting faces."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from vcam.geometry import face_model as face
from vcam.models.skeleton_anchor import AnchoredSkeleton, SkeletonAnchor
from vcam.models.skeleton_layout import LANDMARKS
from vcam.training.skeleton.clips import RealBatch, RealSampler
from vcam.training.skeleton.fitting import without_perspective
from vcam.training.skeleton.settling import settled

COUNT = 128
LIPS = (face.UPPER_LIP_INNER, face.LOWER_LIP_INNER)
LIDS = ((face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID), (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID))


@dataclass(frozen=True, kw_only=True)
class ClipFigures:
    """Means over drivers who are seen in two frames.

    Args:
        own_change: error of a driver's change from his own photo, without a neutral face, 478 landmarks
            without depth, percent of the outer eye corners' distance.
        change: size of these changes themselves.
        mouth_range, eye_range: regression slope of what openings change by on another's photo, on what they
            change by on the driver, fitted to that face's size; 1 is right.
        mouth_correlation, eye_correlation: of the same.
        resting: what a face as it mostly is is said to show, in percent as above.
    """

    own_change: float
    change: float
    mouth_range: float
    eye_range: float
    mouth_correlation: float
    eye_correlation: float
    resting: float


def measure_clips(network: SkeletonAnchor, real: RealSampler, batches: int) -> ClipFigures:
    """Measure a network.

    Args:
        network: in evaluation mode.
        real: of people it was not trained on.
        batches: of 128 drivers.
    """
    with torch.no_grad():
        rows = [_measured(network, real.batch(COUNT, number)) for number in range(batches)]
    own_change, change, resting = np.mean([row[0] for row in rows], axis=0)
    # (2, values) of what is shown and of what should be.
    mouth, eyes = (np.concatenate([row[place] for row in rows], axis=1) for place in (1, 2))
    return ClipFigures(
        own_change=float(own_change),
        change=float(change),
        mouth_range=_slope(*mouth),
        eye_range=_slope(*eyes),
        mouth_correlation=float(np.corrcoef(mouth)[0, 1]),
        eye_correlation=float(np.corrcoef(eyes)[0, 1]),
        resting=float(resting),
    )


def _measured(network: SkeletonAnchor, batch: RealBatch) -> tuple[list[float], np.ndarray, np.ndarray]:
    alone = replace(batch, calibrated=torch.zeros_like(batch.calibrated))
    own = [settled(network, *alone.inputs(0, picture)) for picture in range(2)]
    other = [settled(network, *batch.inputs(1, picture)) for picture in range(3)]
    photo = without_perspective(batch.photo[0], batch.photo_view[0], own[0].corrections[:, 0])
    driver = [
        without_perspective(batch.driver[n], batch.driver_view[n], own[n].corrections[:, 1]) for n in range(2)
    ]
    eyes = (photo[:, face.RIGHT_UPPER_LID[0]] - photo[:, face.LEFT_UPPER_LID[-1]]).norm(dim=1)

    def percent(offsets: Tensor) -> float:
        return 100 * float((offsets[..., :2].norm(dim=2).mean(1) / eyes).mean())

    change = driver[0] - photo
    shown = (own[0].expression - own[0].photo_expression)[:, :LANDMARKS]
    moved = _landmarks(other[1]) - _landmarks(other[0])
    wanted = batch.gains * (driver[1] - driver[0])
    return (
        [percent(shown - change), percent(change), percent(_landmarks(other[2]))],
        np.stack([_gap(offsets, *LIPS) for offsets in (moved, wanted)]),
        np.stack([np.concatenate([_gap(offsets, *lids) for lids in LIDS]) for offsets in (moved, wanted)]),
    )


def _landmarks(said: AnchoredSkeleton) -> Tensor:
    return said.expression[:, :LANDMARKS]


def _gap(offsets: Tensor, upper: face.Indices, lower: face.Indices) -> np.ndarray:
    """(B,) by how much (B,478,3) offsets open lips or lids."""
    gap: np.ndarray = (offsets[:, lower[1:-1], 1] - offsets[:, upper[1:-1], 1]).mean(1).numpy()
    return gap


def _slope(shown: np.ndarray, wanted: np.ndarray) -> float:
    return float(np.polyfit(wanted, shown, 1)[0])
