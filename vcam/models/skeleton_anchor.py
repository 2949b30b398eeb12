"""Skeleton anchoring: the driver's motion on the avatar's own head, as 1,107 keypoints in 3D.

What the network says are codes. Most of them is linear in the landmarks, and a direct way from principal
components (and these times the views) tells that; a light transformer tells the rest. Both say it twice, for
landmarks with a detector's errors and for exact ones; which holds is told by patterns that no head shows. Its
tokens are regions
of the face, not points: each region's points of photo, driver and driver's neutral face enter one token, and
a further token holds the views.
Linear decoders make the codes the avatar's shape, the expression that the driver shows, as it looks on the
avatar, and the expression that the photo shows. All points are in heads' own frames, fitted to the landmarks
before (`vcam.geometry.pose.fit_head`); the corrections mend those fits, which perspective, build and
expression mislead.
Source: the skeleton anchoring stage of OneGT, and its adaptive strategy (supplementary, D).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.errors import ConfigError
from vcam.models.skeleton_layout import KEYPOINTS, LANDMARKS

FACES = ("photo", "driver", "neutral")
CORRECTION = 8
"""Of a face's fit: a rotation vector in radians, an offset in face heights, the log of the scale, and the
perspective, which is one over the camera's distance in face heights."""
CORRECTION_UNIT = 0.1
POINT_UNIT = 0.05
"""Face heights that count as one inside the network."""
EXACT_BELOW = -9.0
"""Log of the mean square, inside the network, of what no head shows, at which half of the face is believed to
be exact. Real detectors are at about -5."""
TINY = 1e-9
POINT_INPUTS = 3 * len(FACES) + 2
VIEW_INPUTS = 3 * len(FACES) + 1
DIRECT_VIEWS = VIEW_INPUTS + 3 * len(FACES)


@dataclass(frozen=True, kw_only=True)
class AnchorConfig:
    """Sizes of the network.

    Args:
        regions: tokens of the face.
        region_points: points of the largest region.
        width: of a token.
        depth: transformer blocks.
        heads: of their attention.
        summary: what each token tells the codes.
        components: principal components of a face's landmarks.
        errors: patterns of a detector's errors that tell exact landmarks from others.
        shape_codes, expression_codes, spread_codes: numbers that the decoders make points of.
    """

    regions: int = 32
    region_points: int = 24
    width: int = 96
    depth: int = 3
    heads: int = 4
    summary: int = 16
    components: int = 224
    errors: int = 16
    shape_codes: int = 96
    expression_codes: int = 64
    spread_codes: int = 16

    def __post_init__(self) -> None:
        """Raise `ConfigError` unless the sizes fit together."""
        for entry in fields(self):
            value = getattr(self, entry.name)
            if type(value) is not int or value < 1:
                raise ConfigError(
                    f"the skeleton's {entry.name} is {value!r}, expected a whole number above 0"
                )
        if self.width % self.heads:
            raise ConfigError(
                f"the skeleton's width {self.width} is no multiple of its {self.heads} attention heads"
            )

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: object) -> AnchorConfig:
        """Read back what `to_json` gave.

        Raises:
            ConfigError: a value is missing, not known, or wrong.
        """
        names = {entry.name for entry in fields(cls)}
        if not isinstance(values, dict) or set(values) != names:
            raise ConfigError(f"the skeleton's sizes are {values!r}, expected {', '.join(sorted(names))}")
        return cls(**values)


@dataclass(frozen=True, eq=False, kw_only=True)
class AnchoredSkeleton:
    """What the network says, in the avatar's own frame and face heights.

    Args:
        shape: (B,1107,3) the avatar's neutral head.
        expression: (B,1107,3) offsets from it: what the driver shows, on the avatar.
        photo_expression: (B,1107,3) offsets from it: what the photo shows.
        spread: (B,1107) standard deviation of each keypoint of `shape + expression`, per axis.
        corrections: (B,3,8) of the fits of photo, driver and neutral face: a rotation vector that is applied
            before the fitted rotation, an offset in the own frame, the log of a factor on the scale, which
            then is that at the head's pivot, and the perspective.
    """

    shape: Tensor
    expression: Tensor
    photo_expression: Tensor
    spread: Tensor
    corrections: Tensor

    def tensors(self) -> tuple[Tensor, ...]:
        """All of them in the order above."""
        return self.shape, self.expression, self.photo_expression, self.spread, self.corrections


class _Block(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.before_mixing = nn.LayerNorm(width)
        self.to_mix = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.before_thinking = nn.LayerNorm(width)
        self.widen = nn.Linear(width, 3 * width)
        self.narrow = nn.Linear(3 * width, width)

    def forward(self, tokens: Tensor) -> Tensor:
        """(B,T,D) -> (B,T,D)."""
        batch, count, width = tokens.shape
        mix = self.to_mix(self.before_mixing(tokens)).view(batch, count, 3, self.heads, width // self.heads)
        query, key, value = mix.permute(2, 0, 3, 1, 4)  # each (B,H,T,D/H)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        tokens = tokens + self.mixed(mixed.transpose(1, 2).reshape(batch, count, width))
        return tokens + self.narrow(functional.relu(self.widen(self.before_thinking(tokens))))


class SkeletonAnchor(nn.Module):
    """The network."""

    members: Tensor
    mean: Tensor
    errors: Tensor

    def __init__(self, config: AnchorConfig, members: Tensor, mean: Tensor) -> None:
        """Make the network with fresh weights.

        Args:
            config: its sizes.
            members: (regions, region_points) int64 points of each region, each point in one; -1 fills up.
            mean: (478, 3) landmarks of the mean head in the own frame.
        """
        super().__init__()
        if members.shape != (config.regions, config.region_points) or mean.shape != (LANDMARKS, 3):
            raise ConfigError(
                f"regions {tuple(members.shape)} and mean {tuple(mean.shape)}, expected "
                f"({config.regions}, {config.region_points}) and ({LANDMARKS}, 3)"
            )
        self.config = config
        c, inputs = config, config.region_points * POINT_INPUTS
        self.register_buffer("members", members.clone())
        self.register_buffer("mean", mean.clone())
        self.entry = nn.Parameter(torch.randn(c.regions, inputs, c.width) * inputs**-0.5)
        self.place = nn.Parameter(torch.randn(c.regions, c.width) * 0.02)
        self.views = nn.Linear(VIEW_INPUTS, c.width)
        self.blocks = nn.ModuleList(_Block(c.width, c.heads) for _ in range(c.depth))
        self.norm = nn.LayerNorm(c.width)
        self.summary = nn.Linear(c.width, c.summary)
        self.sizes = (
            c.shape_codes,
            c.expression_codes,
            c.expression_codes,
            c.spread_codes,
            CORRECTION * len(FACES),
        )
        self.codes = nn.Linear((c.regions + 1) * c.summary, 2 * sum(self.sizes), bias=False)
        nn.init.zeros_(self.codes.weight)
        self.compress = nn.Linear(LANDMARKS * 3, c.components, bias=False)
        self.register_buffer("errors", torch.zeros(c.errors, LANDMARKS * 3))
        """Orthonormal patterns that no head shows."""
        self.direct = nn.Linear(c.components * (4 + 2 * len(FACES)) + DIRECT_VIEWS, 2 * sum(self.sizes))
        self.shape_decoder = nn.Linear(c.shape_codes, KEYPOINTS * 3)
        self.expression_decoder = nn.Linear(c.expression_codes, KEYPOINTS * 3, bias=False)
        self.spread_decoder = nn.Linear(c.spread_codes, KEYPOINTS)

    def forward(
        self,
        photo: Tensor,
        driver: Tensor,
        neutral: Tensor,
        views: Tensor,
        visible: Tensor,
        calibrated: Tensor,
    ) -> AnchoredSkeleton:
        """The avatar's head doing what the driver does.

        Args:
            photo: (B,478,3) landmarks of the photo, in the own frame that was fitted to them.
            driver: (B,478,3) the driver's now, in theirs.
            neutral: (B,478,3) the driver's neutral face, in theirs; anything where there is none.
            views: (B,3,3) where the camera looks, in the own frames of photo, driver and neutral face.
            visible: (B,2,478) which points of photo and driver count, 1 or 0.
            calibrated: (B,1) 1 where there is a neutral face, else 0.
        """
        batch = photo.shape[0]
        faces, views, calibrated = self.normalised(photo, driver, neutral, views, visible, calibrated)
        codes = self.direct(self.features(faces, views, calibrated))
        codes = codes + self.codes(self.tokens(faces, visible, views, calibrated).flatten(1))
        detected, exact = codes.chunk(2, 1)
        codes = detected + self.exactness(faces) * (exact - detected)
        shape, expression, photo_expression, spread, corrections = codes.split(self.sizes, 1)

        def keypoints(flat: Tensor) -> Tensor:
            return POINT_UNIT * flat.view(batch, KEYPOINTS, 3)

        return AnchoredSkeleton(
            shape=keypoints(self.shape_decoder(shape)),
            expression=keypoints(self.expression_decoder(expression)),
            photo_expression=keypoints(self.expression_decoder(photo_expression)),
            spread=POINT_UNIT * functional.softplus(self.spread_decoder(spread) - 2),
            corrections=CORRECTION_UNIT * corrections.view(batch, len(FACES), CORRECTION),
        )

    def normalised(
        self,
        photo: Tensor,
        driver: Tensor,
        neutral: Tensor,
        views: Tensor,
        visible: Tensor,
        calibrated: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The inputs as (B,3,478,3) faces of about unit size and (B,3,3) views, zero where nothing counts."""
        faces = torch.stack([photo, driver, neutral], 1)
        counts = torch.cat([visible, calibrated[:, :, None].expand(-1, -1, LANDMARKS)], 1)  # (B,3,478)
        faces = (faces - self.mean) / POINT_UNIT * counts[..., None]
        views = torch.cat([views[:, :2], views[:, 2:] * calibrated[:, :, None]], 1)
        return faces, views, calibrated

    def features(self, faces: Tensor, views: Tensor, calibrated: Tensor) -> Tensor:
        """(B,F) what the direct way takes, of (B,3,478,3) faces, (B,3,3) views and (B,1) calibrated."""
        components = self.compress(faces.flatten(2))  # (B,3,C)
        across = views[:, :, :2]
        turned = (components[:, :, None] * across[..., None]).flatten(1)  # (B,3*2*C)
        squares = (across[:, :, [0, 0, 1]] * across[:, :, [0, 1, 1]]).flatten(1)
        calibrated_driver = components[:, 1] * calibrated
        return torch.cat(
            [components.flatten(1), calibrated_driver, turned, views.flatten(1), squares, calibrated], 1
        )

    def exactness(self, faces: Tensor) -> Tensor:
        """(B,1) from 0, landmarks of a detector, to 1, the true ones, of (B,3,478,3) faces."""
        wrong = (faces[:, :2].flatten(2) @ self.errors.T).square().mean(2)
        return torch.sigmoid(EXACT_BELOW - torch.log(wrong.amax(1, keepdim=True) + TINY))

    def tokens(self, faces: Tensor, visible: Tensor, views: Tensor, calibrated: Tensor) -> Tensor:
        """(B,R+1,summary) what the transformer makes of the regions."""
        points = torch.cat([faces.transpose(1, 2).flatten(2), visible.transpose(1, 2)], 2)  # (B,478,11)
        points = functional.pad(points, (0, 0, 0, 1))  # the last row is for index -1
        regions = points[:, self.members.flatten()].view(points.shape[0], self.config.regions, -1)
        tokens = (regions.transpose(0, 1) @ self.entry).transpose(0, 1) + self.place  # (B,R,D)
        view = self.views(torch.cat([views.flatten(1), calibrated], 1))
        tokens = torch.cat([tokens, view[:, None]], 1)
        for block in self.blocks:
            tokens = block(tokens)
        summary: Tensor = self.summary(self.norm(tokens))
        return summary


def gaussian_maps(keypoints: Tensor, spread: Tensor, side: int) -> Tensor:
    """Keypoints as maps for a renderer's networks: where each may be, and how sure that is.

    Args:
        keypoints: (B,K,2) in [-1, 1] over the picture, x then y (align_corners=False).
        spread: (B,K) standard deviation in the same unit.
        side: of the maps, pixels.

    Returns:
        (B,K,S,S), each 1 at its keypoint when the keypoint is surer than a pixel; a looser Gaussian is as
        much lower as it is wider than one.
    """
    axis = (torch.arange(side, device=keypoints.device, dtype=keypoints.dtype) * 2 + 1) / side - 1
    pixel = 2 / side
    wide = torch.sqrt(spread**2 + pixel**2)[..., None]
    columns = torch.exp(-(((axis - keypoints[..., :1]) / wide) ** 2) / 2)  # (B,K,S)
    rows = torch.exp(-(((axis - keypoints[..., 1:2]) / wide) ** 2) / 2)
    maps: Tensor = rows[..., :, None] * columns[..., None, :] * (pixel / wide)[..., None]
    return maps
