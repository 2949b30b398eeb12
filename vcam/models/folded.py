"""One avatar's networks of a frame, folded: fewer operations, the same picture.

Norms with their predicted scales and biases are merged into convolutions, the 1x1 skips run before the
upsampling, a convolution after an upsampling becomes a transposed one, and the three heads are joined.
Source: Fast Bi-layer Neural Synthesis (2020), A.3, "adaptive parameters fixed and merged".
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.errors import ShapeError
from vcam.models.adaptive import AdaptiveWeight, NormWeights
from vcam.models.bilayer import Bilayer, BilayerAvatar
from vcam.models.blocks import NORM_EPS, SLOPE, AdaptiveUpBlock, upsample
from vcam.models.inference_generator import InferenceOutput
from vcam.models.keypoint_embedder import POSE_SIDE

Affine = tuple[Tensor, Tensor]
"""Scale and bias per channel, (C,) double."""
FINE_BLOCKS = 2
"""Blocks, the last ones, that are never in half precision."""


class FoldedBlock(nn.Module):
    """An upsampling block with all its weights fixed."""

    def __init__(
        self, block: AdaptiveUpBlock, entry: Affine, inner: Affine, skip: Affine, final: Affine
    ) -> None:
        """Fold a block.

        Args:
            block: with late upsampling.
            entry: of the first norm.
            inner: of the second norm.
            skip: weight (Cout,Cin) and bias of the skip.
            final: applied to the block's output.
        """
        super().__init__()
        self.scale = nn.Buffer(entry[0].float()[:, None, None])
        self.bias = nn.Buffer(entry[1].float()[:, None, None])
        weight, bias = _parts(block.conv1)
        self.conv1 = _conv(*_after(weight, bias, inner))
        weight, bias = _parts(block.conv2)
        weight, bias = _after(_upsampled(weight), bias + skip[1], final)
        self.conv2 = nn.ConvTranspose2d(weight.shape[1], weight.shape[0], 4, stride=2, padding=1)
        _set(self.conv2, weight.transpose(0, 1), bias)
        self.skip = nn.Conv2d(skip[0].shape[1], skip[0].shape[0], 1, bias=False)
        _set(self.skip, (final[0][:, None] * skip[0])[..., None, None], None)

    def forward(self, x: Tensor) -> Tensor:
        """Apply the block to (B,Cin,H,W), in the precision of its weights."""
        x = x.to(self.conv1.weight.dtype)
        main = _activate(x * self.scale + self.bias)
        main = _activate(self.conv1(main))
        return _add_upsampled(self.conv2(main), self.skip(x))  # (B,Cout,2H,2W)


class FoldedGenerator(nn.Module):
    """Keypoints to layers, for one avatar."""

    def __init__(self, bilayer: Bilayer, avatar: BilayerAvatar) -> None:
        """Fold the networks of a frame.

        Args:
            bilayer: the networks, with spectral norm or without it.
            avatar: a single one.

        Raises:
            ShapeError: there are several avatars.
        """
        super().__init__()
        if len(avatar.texture) != 1:
            raise ShapeError(
                f"there are {len(avatar.texture)} avatars, expected one to fold the networks for"
            )
        bilayer.eval()  # as spectral norm and batch norm take other values in training
        with torch.no_grad():
            self._fold(bilayer, avatar)
        self.requires_grad_(False).eval()
        # Convolutions on a CPU are a third quicker so.
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def _fold(self, bilayer: Bilayer, avatar: BilayerAvatar) -> None:
        self.mlp = nn.Sequential(*(_same_layer(layer) for layer in bilayer.keypoint_embedder.mlp))
        generator = bilayer.inference_generator
        blocks = [block for block in generator.blocks if isinstance(block, AdaptiveUpBlock)]
        last = _affine(generator.final_norm.norm, avatar.parameters[-1].next_norm)
        entry = _affine(blocks[0].norm1, None)
        folded = []
        for level, (block, own) in enumerate(zip(blocks, avatar.parameters, strict=True)):
            inner = _affine(block.norm2.get_submodule("norm"), own.norm2)
            is_last = level == len(blocks) - 1
            final = last if is_last else (torch.ones_like(inner[0]), torch.zeros_like(inner[1]))
            folded.append(FoldedBlock(block, entry, inner, _skip(block, own.skip), final))
            if not is_last:
                entry = _affine(blocks[level + 1].norm1.get_submodule("norm"), own.next_norm)
        self.blocks = nn.ModuleList(folded)
        self.pose_channels = len(folded[0].scale)
        heads = [
            _parts(head) for head in (generator.warp_head, generator.low_frequency_head, generator.mask_head)
        ]
        self.heads = _conv(torch.cat([weight for weight, _ in heads]), torch.cat([bias for _, bias in heads]))

    def halve(self) -> None:
        """Turn to half precision where the picture is still coarse; inputs and outputs stay single.

        In a trained generator the finest blocks and the heads lose most by rounding: each pixel of the warp
        field gets an error of its own there, up to a quarter of a pixel, against a twentieth so. Pixels
        hold few of the weights, so that the generator is still little more than half as large. Keypoints
        stay single, as a rounded pose moves everything.
        """
        for block in self.blocks[:-FINE_BLOCKS]:
            block.half()

    def forward(self, keypoints: Tensor) -> InferenceOutput:
        """Draw poses.

        Args:
            keypoints: (B,K,2) x then y in [-1, 1].
        """
        pose = self.mlp(keypoints.flatten(1))
        x: Tensor = pose.reshape(-1, self.pose_channels, POSE_SIDE, POSE_SIDE)
        for block in self.blocks:
            x = block(x)
        out = self.heads(_activate(x.to(self.heads.weight.dtype)))  # (B,2+3+1,S,S)
        bounded = torch.tanh(out[:, :5])
        return InferenceOutput(
            low_frequency=bounded[:, 2:],
            warp_delta=bounded[:, :2].permute(0, 2, 3, 1),  # (B,S,S,2)
            mask_logits=out[:, 5:],
        )


def _activate(x: Tensor) -> Tensor:
    """The activation, in place: at this resolution new memory costs as much as the operation."""
    return functional.leaky_relu(x, SLOPE, inplace=True)


def _add_upsampled(x: Tensor, small: Tensor) -> Tensor:
    """Add (B,C,H,W), upsampled, to (B,C,2H,2W): in place, without the upsampled tensor."""
    if torch.jit.is_tracing():  # type: ignore[attr-defined]
        # An exported graph knows neither views nor, on many devices, more than five dimensions.
        return x + upsample(small)
    cells = x.unflatten(3, (-1, 2)).unflatten(2, (-1, 2))  # (B,C,H,2,W,2)
    cells += small[:, :, :, None, :, None]
    return x


def _parts(conv: nn.Module) -> Affine:
    """Weight and bias, double."""
    weight = conv.weight  # not by get_parameter: under spectral norm it is computed
    if not isinstance(weight, Tensor):
        raise ShapeError(f"a convolution's weight is a {type(weight).__name__}, expected a tensor")
    return weight.double(), conv.get_parameter("bias").double()


def _after(weight: Tensor, bias: Tensor, affine: Affine) -> Affine:
    """Weight and bias of a convolution that is followed by scale and bias."""
    scale, shift = affine
    return weight * scale.reshape(-1, 1, 1, 1), bias * scale + shift


def _upsampled(weight: Tensor) -> Tensor:
    """(Cout,Cin,4,4) of a transposed convolution of stride 2 that does a 3x3 one after upsampling."""
    # Each input pixel becomes 2x2 equal ones; a transposed convolution takes its kernel the other way round.
    taps = functional.pad(weight.flip(2, 3), (1, 1, 1, 1))
    return taps[..., 1:, 1:] + taps[..., :-1, 1:] + taps[..., 1:, :-1] + taps[..., :-1, :-1]


def _affine(norm: nn.Module, weights: NormWeights | None) -> Affine:
    """Scale and bias that a batch norm applies, with what is predicted for it or its own."""
    mean, variance = norm.get_buffer("running_mean").double(), norm.get_buffer("running_var").double()
    if weights is None:
        scale, bias = norm.get_parameter("weight").double(), norm.get_parameter("bias").double()
    else:
        scale, bias = weights[0].weight[0, :, 0].double() + 1, weights[0].bias[0].double()
    scale = scale * (variance + NORM_EPS).rsqrt()
    return scale, bias - mean * scale


def _skip(block: AdaptiveUpBlock, predicted: AdaptiveWeight | None) -> Affine:
    """Weight (Cout,Cin) and bias of the skip."""
    if predicted is not None:
        return predicted.weight[0].double(), predicted.bias[0].double()
    weight, bias = _parts(block.skip)
    return weight.flatten(1), bias


def _conv(weight: Tensor, bias: Tensor) -> nn.Conv2d:
    conv = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2], padding=weight.shape[2] // 2)
    _set(conv, weight, bias)
    return conv


def _set(layer: nn.Module, weight: Tensor, bias: Tensor | None) -> None:
    layer.weight = nn.Parameter(weight.float().contiguous())
    if bias is not None:
        layer.bias = nn.Parameter(bias.float())


def _same_layer(layer: nn.Module) -> nn.Module:
    """A linear layer without spectral norm; anything else as it is."""
    if not isinstance(layer, nn.Linear):
        return layer
    plain = nn.Linear(layer.in_features, layer.out_features, bias=False)
    _set(plain, layer.weight, layer.bias)
    return plain
