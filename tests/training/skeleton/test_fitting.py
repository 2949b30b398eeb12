"""Fits in batches: the same as one by one, and mended to the truth by true corrections."""

import numpy as np
import torch
from small_heads import small_heads

from vcam.geometry.pose import fit_head, rotation_from_angles
from vcam.training.skeleton.fitting import (
    fit_heads,
    in_perspective,
    mended,
    rotation_matrices,
    rotation_vectors,
)
from vcam.training.skeleton.samples import HeadSampler, SampleSettings


def test_batches_are_fitted_as_single_faces_are() -> None:
    batch = HeadSampler(small_heads(), SampleSettings()).batch(4, 0)
    found = fit_heads(batch.pixels[1])
    for row, points in enumerate(batch.pixels[1].numpy()):
        expected = fit_head(points)
        np.testing.assert_allclose(found.rotation[row], expected.rotation, atol=1e-4)
        np.testing.assert_allclose(found.position[row], expected.position, atol=1e-4)
        np.testing.assert_allclose(found.scale[row], expected.scale, rtol=1e-4)
        np.testing.assert_allclose(found.invert(batch.pixels[1])[row], expected.invert(points), atol=1e-4)
    torch.testing.assert_close(found.apply(found.invert(batch.pixels[1])), batch.pixels[1], atol=1e-4, rtol=0)


def test_rotation_vectors_and_matrices_are_inverse() -> None:
    rotation = torch.from_numpy(
        np.stack(
            [rotation_from_angles(*angles) for angles in ((0, 0, 0), (50, -20, 10), (-3, 1, 0), (0, 90, 30))]
        )
    )
    torch.testing.assert_close(rotation_matrices(rotation_vectors(rotation)), rotation, atol=1e-5, rtol=0)


def test_perspective_keeps_the_pivots_plane_and_enlarges_what_is_nearer() -> None:
    seen = torch.tensor([[[0.1, 0.2, 0.0], [0.1, 0.2, -0.5], [0.1, 0.2, 1.0]]])
    found = in_perspective(seen, torch.tensor([0.5]))
    torch.testing.assert_close(found[0, 0], seen[0, 0])
    torch.testing.assert_close(found[0, 1, :2], seen[0, 1, :2] / 0.75)
    torch.testing.assert_close(found[0, 2, :2], seen[0, 2, :2] / 1.5)
    torch.testing.assert_close(in_perspective(seen, torch.zeros(1)), seen)


def test_no_correction_leaves_a_fit_as_it_is() -> None:
    fit = fit_heads(HeadSampler(small_heads(), SampleSettings()).batch(3, 0).pixels[0])
    same = mended(fit, torch.zeros(3, 8))
    for name in ("rotation", "position", "scale"):
        torch.testing.assert_close(getattr(same, name), getattr(fit, name))
