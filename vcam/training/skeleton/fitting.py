"""Fits of many heads at once: `vcam.geometry.pose.fit_head` for batches."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from vcam.geometry import face_model as face


@dataclass(frozen=True, eq=False, kw_only=True)
class Poses:
    """Similarity transforms from own frames to pictures: `scale * rotation @ x + position`.

    Args:
        rotation: (B,3,3).
        position: (B,3).
        scale: (B,).
    """

    rotation: Tensor
    position: Tensor
    scale: Tensor

    def apply(self, points: Tensor) -> Tensor:
        """(B,N,3) own frame -> (B,N,3) picture."""
        return self.scale[:, None, None] * points @ self.rotation.mT + self.position[:, None]

    def invert(self, points: Tensor) -> Tensor:
        """(B,N,3) picture -> (B,N,3) own frame."""
        return (points - self.position[:, None]) @ self.rotation / self.scale[:, None, None]

    @property
    def view(self) -> Tensor:
        """(B,3) where the camera looks, in the own frame."""
        return self.rotation[:, 2]


def mended(fit: Poses, correction: Tensor) -> Poses:
    """Fits with the network's (B,8) corrections; their perspective is left to `in_perspective`."""
    offset = fit.rotation @ correction[:, 3:6, None]
    return Poses(
        rotation=fit.rotation @ rotation_matrices(correction[:, :3]),
        position=fit.position + fit.scale[:, None] * offset[..., 0],
        scale=fit.scale * correction[:, 6].exp(),
    )


def in_perspective(seen: Tensor, perspective: Tensor) -> Tensor:
    """(B,N,3) landmarks of turned heads whose pivots lie at the origin, as cameras see them.

    The scale at the pivot stays 1, and depth stays as it is, as the detector tells it.

    Args:
        seen: (B,N,3) in face heights.
        perspective: (B,) one over the camera's distance.
    """
    near = 1 / (1 + perspective[:, None, None] * seen[..., 2:])
    return torch.cat([seen[..., :2] * near, seen[..., 2:]], 2)


def without_perspective(own: Tensor, view: Tensor, correction: Tensor) -> Tensor:
    """(B,N,3) landmarks in the mended own frame, as a far camera would have seen them.

    Args:
        own: (B,N,3) landmarks in the frame that was fitted to them.
        view: (B,3) where the camera looks, in that frame.
        correction: (B,8) of the fit, as the network tells it.
    """
    back = rotation_matrices(correction[:, :3])
    points = (own - correction[:, None, 3:6]) @ back * torch.exp(-correction[:, 6])[:, None, None]
    view = (view[:, None] @ back)[:, 0]
    depth = (points * view[:, None]).sum(2, keepdim=True)
    return points + correction[:, 7, None, None] * depth * (points - depth * view[:, None])


_RIGID = torch.from_numpy(face.RIGID)


def fit_heads(landmarks: Tensor) -> Poses:
    """Poses of (B, at least 478, 3) landmarks, by the rigid points of the mean face."""
    source = torch.from_numpy(face.mean_face()[face.RIGID]).to(landmarks)
    target = landmarks[:, _RIGID]
    source_mean, target_mean = source.mean(0), target.mean(1)
    x, y = source - source_mean, target - target_mean[:, None]
    u, singular, vt = torch.linalg.svd(y.mT @ x)
    sign = torch.ones_like(singular)
    sign[:, 2] = torch.sign(torch.linalg.det(u) * torch.linalg.det(vt))
    rotation = (u * sign[:, None]) @ vt
    scale = (singular * sign).sum(1) / (x * x).sum()
    position = target_mean - scale[:, None] * (rotation @ source_mean)
    return Poses(rotation=rotation, position=position, scale=scale)


def rotation_vectors(rotation: Tensor) -> Tensor:
    """(B,3) axis times angle, radians, of (B,3,3) rotations by less than half a turn."""
    odd = torch.stack(
        [
            rotation[:, 2, 1] - rotation[:, 1, 2],
            rotation[:, 0, 2] - rotation[:, 2, 0],
            rotation[:, 1, 0] - rotation[:, 0, 1],
        ],
        1,
    )
    sine = odd.norm(dim=1) / 2
    cosine = (rotation.diagonal(dim1=1, dim2=2).sum(1) - 1) / 2
    angle = torch.atan2(sine, cosine)
    return odd / 2 * (angle / sine.clamp(min=1e-6))[:, None]


def rotation_matrices(vectors: Tensor) -> Tensor:
    """(B,3,3) rotations of (B,3) axes times angles."""
    zero = torch.zeros_like(vectors[:, 0])
    x, y, z = vectors.unbind(1)
    cross = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], 1).view(-1, 3, 3)
    angle = vectors.norm(dim=1)[:, None, None] / math.pi
    eye = torch.eye(3).to(vectors)
    return eye + torch.sinc(angle) * cross + torch.sinc(angle / 2) ** 2 / 2 * cross @ cross
