"""Picture and landmark errors of a rendered frame against the true one."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image, Points
from vcam.geometry.face_model import (
    LEFT_IRIS,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LIPS,
    LOWER_LIP_INNER,
    RIGHT_IRIS,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
    Indices,
)

Mask = NDArray[np.bool_]

SSIM_WINDOW_PX, SSIM_SIGMA_PX = 11, 1.5
IRIS_CENTRES = (468, 473)
MIN_REGION_PX = 8
EYE_POINTS: Indices = np.unique(
    np.concatenate([RIGHT_UPPER_LID, RIGHT_LOWER_LID, RIGHT_IRIS, LEFT_UPPER_LID, LEFT_LOWER_LID, LEFT_IRIS])
)
"""Lid edges and irises."""
MOUTH_POINTS: Indices = np.unique(LIPS)


def l1(image: Image, truth: Image, mask: Mask | None = None) -> float:
    """Mean absolute difference in grey levels (0 to 255), over a mask or all; NaN for an empty mask."""
    difference = cv2.absdiff(image, truth)
    if mask is None:
        return float(difference.mean())
    return float(difference[mask].mean()) if mask.sum() >= MIN_REGION_PX else float("nan")


def colour_shift(image: Image, truth: Image) -> float:
    """Difference of the pictures' mean colours in grey levels (0 to 255), mean over the channels."""
    return float(np.abs(image.mean((0, 1)) - truth.mean((0, 1))).mean())


def detail(image: Image, mask: Mask) -> float:
    """Mean length of the brightness' gradient in a mask, grey levels a pixel; NaN for an empty mask.

    Errors like L1 favour a blur where it can't be known what should be drawn; detail tells it.
    """
    if mask.sum() < MIN_REGION_PX:
        return float("nan")
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    # Sobel's kernels weigh a step of one grey level a pixel by 8.
    across, down = (cv2.Sobel(grey, cv2.CV_32F, *axes, scale=1 / 8) for axes in ((1, 0), (0, 1)))
    return float(cv2.magnitude(across, down)[mask].mean())


def ssim(image: Image, truth: Image) -> float:
    """Structural similarity, mean over the colour channels; Gaussian window of 11 pixels, sigma 1.5.

    Source: Z. Wang et al., Image quality assessment: from error visibility to structural similarity (2004).
    """
    a, b = image.astype(np.float64), truth.astype(np.float64)

    def blur(x: NDArray[np.float64]) -> NDArray[np.float64]:
        blurred = cv2.GaussianBlur(x, (SSIM_WINDOW_PX, SSIM_WINDOW_PX), SSIM_SIGMA_PX)
        return np.asarray(blurred, np.float64)

    mean_a, mean_b = blur(a), blur(b)
    variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    bottom = (mean_a**2 + mean_b**2 + c1) * (variance_a + variance_b + c2)
    border = SSIM_WINDOW_PX // 2
    return float((top / bottom)[border:-border, border:-border].mean())


def inter_ocular_px(points: Points) -> float:
    """Distance between the iris centres of (478, 3) landmarks in the picture plane."""
    return float(np.linalg.norm(points[IRIS_CENTRES[0], :2] - points[IRIS_CENTRES[1], :2]))


def nme(points: Points, truth: Points, group: Indices | None = None) -> float:
    """Mean distance of landmarks in the picture plane, in percent of the truth's inter-ocular distance.

    A tenth of it is in the unit of Fast Bi-layer Neural Synthesis (2020), which has 68 points of its own.

    Args:
        points, truth: (478, 3) in pixels.
        group: which points count; all by default.
    """
    chosen = slice(None) if group is None else group
    distance = np.linalg.norm(points[chosen, :2] - truth[chosen, :2], axis=1).mean()
    return float(100 * distance / inter_ocular_px(truth))


def mouth_mask(points: Points, shape: tuple[int, int]) -> Mask:
    """(H, W) pixels inside the inner lips."""
    return _polygon(points, [np.concatenate([UPPER_LIP_INNER, LOWER_LIP_INNER[-2:0:-1]])], shape)


def eye_mask(points: Points, shape: tuple[int, int]) -> Mask:
    """(H, W) pixels between the lids of both eyes."""
    right = np.concatenate([RIGHT_UPPER_LID, RIGHT_LOWER_LID[-2:0:-1]])
    left = np.concatenate([LEFT_UPPER_LID, LEFT_LOWER_LID[-2:0:-1]])
    return _polygon(points, [right, left], shape)


def _polygon(points: Points, outlines: list[NDArray[np.int64]], shape: tuple[int, int]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for outline in outlines:
        corners = np.round(points[outline, :2] * 16).astype(np.int32)
        cv2.fillPoly(mask, [corners], 1, shift=4)
    return mask.astype(bool)
