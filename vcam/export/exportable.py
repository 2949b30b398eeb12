"""What can be exported: a network with the names and the meaning of all that goes in and comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from torch import Tensor, nn

Precision = Literal["fp32", "fp16"]
Example = Mapping[str, Tensor]
"""One set of inputs, by name, in the order that the network takes them."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Exportable:
    """A network for other runtimes.

    Args:
        network: what is exported. It takes the inputs by position and returns a tuple of outputs, all single
            precision whatever it computes with, and holds everything it needs.
        live: what the application itself draws with: takes and gives the same.
        precision: what the network computes with.
        examples: at least one; the first one's shapes are fixed in the graph, all are drawn to check it.
        outputs: their names, in order.
        description: written into the file, plain JSON values.
        textures: by name, what its user samples with the outputs, written into a file beside it.
        sampled: outputs that hold a sampled texture, whose edges turn a thousandth in the warp field into any
            difference; half precision is judged by the mean of these alone.
    """

    network: nn.Module
    live: nn.Module
    precision: Precision
    examples: tuple[Example, ...]
    outputs: tuple[str, ...]
    description: Mapping[str, Any]
    textures: Mapping[str, Tensor] = field(default_factory=dict)
    sampled: tuple[str, ...] = ()
