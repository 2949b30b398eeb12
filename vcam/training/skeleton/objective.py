"""What the skeleton's network is trained for, and its figures on held-out people.

Distances are relative to that of the outer eye corners of the mean head.
"""

from __future__ import annotations

import torch
from torch import Tensor

from vcam.geometry import face_model as face
from vcam.models.skeleton_anchor import CORRECTION_UNIT, AnchoredSkeleton, SkeletonAnchor
from vcam.models.skeleton_layout import KEYPOINTS, LANDMARKS, PARTS
from vcam.training.skeleton.fitting import fit_heads, mended, rotation_vectors
from vcam.training.skeleton.samples import Batch, HeadSampler

LOSSES = ("shape", "expression", "photo", "keypoints", "pose", "jitter", "spread")
WEIGHTS = {
    "shape": 1.0, "expression": 1.0, "photo": 0.5, "keypoints": 1.0,
    "pose": 0.3, "jitter": 1.0, "spread": 0.02,
}  # fmt: skip
FIGURES = ("keypoints", "landmarks", "shape", "expression", "turn_deg", "jitter")
LIVELY, SELDOM_SEEN = 2.0, 0.5
"""Weights of lids, irises and lips, and of neck and shoulders; others count 1."""
BETA = 0.5
"""Power of the variance that a keypoint's likelihood is weighed by, so that hard ones are not given up.
Source: M. Seitzer et al., On the Pitfalls of Heteroscedastic Uncertainty Estimation (2022)."""
TINY = 1e-5


def eye_distance(neutral: Tensor) -> float:
    """Distance of the outer eye corners, of (1107,3) keypoints of the mean head."""
    return float((neutral[face.RIGHT_UPPER_LID[0]] - neutral[face.LEFT_UPPER_LID[-1]]).norm())


def keypoint_weights() -> Tensor:
    """(1107,) how much each keypoint counts, 1 on average."""
    weights = torch.ones(KEYPOINTS)
    for points in (
        *(face.LIPS, face.RIGHT_IRIS, face.LEFT_IRIS),
        *(face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
    ):
        weights[torch.from_numpy(points)] = LIVELY
    for part in ("neck", "shoulder_edge"):
        weights[PARTS[part]] = SELDOM_SEEN
    return weights / weights.mean()


def losses(
    shown: tuple[AnchoredSkeleton, AnchoredSkeleton], batch: Batch, weights: Tensor, eyes: float
) -> dict[str, Tensor]:
    """Weighed terms of the loss, by the names of `LOSSES`.

    Args:
        shown: what the network says about both pictures.
        batch: the samples.
        weights: (1107,) of `keypoint_weights`.
        eyes: of `eye_distance`.
    """

    def distance(difference: Tensor) -> Tensor:
        return (weights * torch.sqrt((difference**2).sum(-1) + TINY**2)).mean() / eyes

    known = torch.ones_like(batch.corrections[0])
    known[:, 2] = batch.calibrated
    terms = dict.fromkeys(LOSSES, torch.zeros((), device=weights.device))
    for number, skeleton in enumerate(shown):
        expression = batch.expression[number]
        error = skeleton.shape + skeleton.expression - batch.shape - expression
        mended = (skeleton.corrections - batch.corrections[number]) * known / CORRECTION_UNIT
        terms["shape"] = terms["shape"] + distance(skeleton.shape - batch.shape) / 2
        terms["expression"] = terms["expression"] + distance(skeleton.expression - expression) / 2
        terms["photo"] = terms["photo"] + distance(skeleton.photo_expression - batch.photo_expression) / 2
        terms["keypoints"] = terms["keypoints"] + distance(error) / 2
        terms["pose"] = terms["pose"] + mended.abs().mean() / 2
        terms["spread"] = terms["spread"] + _unlikeliness(error / eyes, skeleton.spread / eyes) / 2
    change = batch.expression[1] - batch.expression[0]
    said = shown[1].shape + shown[1].expression - shown[0].shape - shown[0].expression
    drift = shown[1].corrections - shown[0].corrections - batch.corrections[1] + batch.corrections[0]
    terms["jitter"] = distance(said - change) + (drift * known).abs().mean() / CORRECTION_UNIT
    return {name: WEIGHTS[name] * terms[name] for name in LOSSES}


def _unlikeliness(error: Tensor, spread: Tensor) -> Tensor:
    """Negative log likelihood of (B,1107,3) errors under Gaussians of (B,1107) spread, beta-weighed."""
    variance = spread**2 + TINY
    nll = (error**2).sum(-1) / variance / 2 + 1.5 * variance.log()
    weighed: Tensor = (variance.detach() ** BETA * nll).mean()
    return weighed


def measure(network: SkeletonAnchor, sampler: HeadSampler, batches: int, count: int) -> dict[str, float]:
    """Figures by the names of `FIGURES`, without weights for keypoints.

    keypoints, landmarks, shape, expression: mean distance from the truth in percent of the eye corners'
    distance, of all 1,107 points, of the first 478, and of shape and expression by themselves; turn_deg:
    error of the driver's rotation; jitter: mean false change between two successive pictures, in percent too.
    """
    eyes, rows = eye_distance(sampler.neutral), []
    network.eval()
    with torch.no_grad():
        for number in range(batches):
            batch = sampler.batch(count, number)
            shown = [network(*batch.inputs(picture)) for picture in range(2)]
            error = shown[0].shape + shown[0].expression - batch.shape - batch.expression[0]
            said = shown[1].expression - shown[0].expression
            moved = said - batch.expression[1] + batch.expression[0]
            rotation = mended(fit_heads(batch.pixels[1]), shown[0].corrections[:, 1]).rotation
            rows.append(
                [
                    _percent(error, eyes),
                    _percent(error[:, :LANDMARKS], eyes),
                    _percent(shown[0].shape - batch.shape, eyes),
                    _percent(shown[0].expression - batch.expression[0], eyes),
                    turn_deg(rotation, batch.rotation[0]),
                    _percent(moved, eyes),
                ]
            )
    network.train()
    return dict(zip(FIGURES, torch.tensor(rows).mean(0).tolist(), strict=True))


def turn_deg(rotation: Tensor, truth: Tensor) -> float:
    """Mean angle in degrees between (B,3,3) rotations."""
    return float(rotation_vectors(rotation.mT @ truth).norm(dim=1).mean().rad2deg())


def _percent(difference: Tensor, eyes: float) -> float:
    return 100 * float(difference.norm(dim=-1).mean()) / eyes
