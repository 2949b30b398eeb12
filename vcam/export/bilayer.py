"""A Bi-layer portrait as a graph: keypoints in; picture and mask out, or the layers to put together outside.

Source: Fast Bi-layer Neural Synthesis (2020), A.3: on a phone the network runs apart from the sampling.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import asdict
from typing import Any, Literal

import torch
from torch import Tensor, nn

from vcam import __version__
from vcam.engine.bilayer.portrait import Portrait
from vcam.export.exportable import Exportable, Precision
from vcam.models.folded import FoldedGenerator
from vcam.models.sampling import identity_field, sample

Sampling = Literal["inside", "outside"]

NOTICE = "Draws synthetic pictures of a person from one photo: no recording, to be labelled as synthetic."
COLOUR = "RGB, -1 is black and 1 is white; sums may leave the range and are to be clamped to it"
COMPOSITION = "the picture over a background: clamp(image) * mask + background * (1 - mask)"
SAMPLING = (
    "bilinear, zero beyond the texture's border, align_corners=False: -1 and 1 are the outer edges of the "
    "border pixels"
)
LAYOUT = "68 points in the iBUG 300-W order (jaw 0-16, brows 17-26, nose 27-35, eyes 36-47, lips 48-67)"
FRAME = (
    "x right, y down; -1 and 1 are the edges of a square whose side is twice the longer side of the box "
    "around the face's keypoints, and whose middle lies a sixth of that longer side above the box's; "
    "photo_crop is this square in pixels of the photo, photo_keypoints the photo's own pose in it"
)
PRECISIONS: dict[Precision, str] = {
    "fp32": "fp32",
    "fp16": "fp16 in the coarse blocks, fp32 in the finest ones; inputs and outputs are fp32",
}
OUTPUTS = {
    "image": "(1,3,S,S) the picture: low frequencies and sampled texture",
    "low_frequency": "(1,3,S,S) the picture's low frequencies",
    "warp_field": "(1,S,S,2) where each pixel comes from in the texture, x then y",
    "mask": "(1,1,S,S) share of the person in each pixel, 0 to 1",
}


class BilayerGraph(nn.Module):
    """One avatar: keypoints to single precision outputs."""

    def __init__(self, generator: FoldedGenerator, texture: Tensor, sampling: Sampling) -> None:
        """Put the graph together.

        Args:
            generator: in single precision, or halved.
            texture: (1,3,S,S) single precision.
            sampling: whether the texture is a constant of the graph and is sampled there.
        """
        super().__init__()
        self.generator = generator
        # A buffer, since a computed field would stay on the device that it was traced on.
        self.identity = nn.Buffer(identity_field(texture.permute(0, 2, 3, 1)))
        self.texture = nn.Buffer(texture) if sampling == "inside" else None

    def forward(self, keypoints: Tensor) -> tuple[Tensor, ...]:
        """Draw (1,K,2): image and mask, or low-frequency layer, warp field and mask."""
        drawn = self.generator(keypoints)
        field = self.identity + drawn.warp_delta
        if self.texture is None:
            return drawn.low_frequency, field, drawn.mask
        return drawn.low_frequency + sample(self.texture, field), drawn.mask


def bilayer_exportable(
    portrait: Portrait, name: str, *, sampling: Sampling = "inside", precision: Precision = "fp32"
) -> Exportable:
    """A portrait, ready to be exported.

    Args:
        portrait: on the CPU, single precision.
        name: the avatar's.
        sampling: inside samples the texture in the graph; outside gives the layers, and the texture apart.
        precision: fp16 computes the coarse blocks in half precision, see `FoldedGenerator.halve`.
    """
    live = BilayerGraph(portrait.generator, portrait.texture, sampling)
    network = live
    if precision == "fp16":
        generator = deepcopy(portrait.generator)
        generator.halve()
        network = BilayerGraph(generator, portrait.texture, sampling)
    outputs = ("image", "mask") if sampling == "inside" else ("low_frequency", "warp_field", "mask")
    return Exportable(
        network=network,
        live=live,
        precision=precision,
        examples=tuple({"keypoints": pose} for pose in _poses(portrait.keypoints)),
        outputs=outputs,
        description=_describe(portrait, name, sampling, precision, outputs),
        textures={} if sampling == "inside" else {"texture": portrait.texture},
        sampled=("image",),
    )


def _poses(keypoints: Tensor) -> tuple[Tensor, ...]:
    """The photo's own pose (1,K,2), and others in which other parts of the texture are seen."""
    turned = keypoints @ torch.tensor([[0.94, 0.34], [-0.34, 0.94]])
    return keypoints, turned, 0.8 * keypoints + 0.1


def _describe(
    portrait: Portrait, name: str, sampling: Sampling, precision: Precision, outputs: tuple[str, ...]
) -> dict[str, Any]:
    description = {
        "vcam": __version__,
        "notice": NOTICE,
        "renderer": "bilayer",
        "avatar": name,
        "checkpoint": portrait.origin,
        "precision": PRECISIONS[precision],
        "sampling": sampling,
        "image_size": portrait.config.image_size,
        "inputs": {"keypoints": f"(1,{portrait.config.keypoints},2) the pose to show, x then y"},
        "outputs": {output: OUTPUTS[output] for output in outputs},
        "keypoint_layout": LAYOUT,
        "keypoint_frame": FRAME,
        "colour": COLOUR,
        "composition": COMPOSITION,
        "photo_crop": asdict(portrait.crop),
        "photo_keypoints": portrait.keypoints[0].tolist(),
    }
    if sampling == "outside":
        description["image"] = f"low_frequency + the texture sampled by warp_field ({SAMPLING})"
    return description
