"""Cost and time of the Bi-layer networks, in the paper's form and folded, and of the networks that ship.

The Bi-layer weights are fresh ones: neither cost nor time depends on their values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

import numpy as np
import torch

from vcam.bench.stages import median_ms, times_ms
from vcam.engine.anchored.networks import shipped_graphs
from vcam.evaluation.graph_cost import graph_gmac
from vcam.landmarks.onnx import open_session
from vcam.models.bilayer import Bilayer, BilayerAvatar
from vcam.models.build import SIZES, BilayerConfig, Size, build
from vcam.models.cost import NetworkCost, network_cost
from vcam.models.folded import FoldedGenerator
from vcam.weights import weights_path

WARM_UP, REPEATS = 2, 15
AVATAR_REPEATS = 2
"""The last one counts: the first takes longer than any later one."""
PAPER_GMAC: dict[Size, float] = {"small": 1.08, "medium": 4.32, "large": 17.3}
"""What the paper's Table 2 says for a frame."""


@dataclass(frozen=True, kw_only=True)
class NetworkFigures:
    """What was counted and measured for one size.

    Args:
        size: of the inference generator.
        cost: counted.
        paper_frame_gmac: what the paper says about a frame.
        avatar_ms: time of the networks that run once for an avatar, on the CPU.
        frame_ms: median time of a frame's networks there.
        folded_ms: the same, folded.
        ratio: median of the folded form's time in a round over the other's in the same round.
    """

    size: Size
    cost: NetworkCost
    paper_frame_gmac: float
    avatar_ms: float
    frame_ms: float
    folded_ms: float
    ratio: float


def measure_networks(tell: Callable[[str], None]) -> list[NetworkFigures]:
    """Measure all sizes.

    Args:
        tell: told what is measured next, a sentence each.
    """
    figures = []
    for size in SIZES:
        tell(f"Measuring the {size} networks ...")
        avatar_ms, official, folded = times_of(BilayerConfig(size=size))
        figures.append(
            NetworkFigures(
                size=size,
                cost=network_cost(size),
                paper_frame_gmac=PAPER_GMAC[size],
                avatar_ms=avatar_ms,
                frame_ms=median(official),
                folded_ms=median(folded),
                ratio=median(b / a for a, b in zip(official, folded, strict=True)),
            )
        )
    return figures


def times_of(config: BilayerConfig) -> tuple[float, list[float], list[float]]:
    """Milliseconds of an avatar on the CPU, then of a frame, by round: in the paper's form, and folded."""
    bilayer = build(config).eval()
    picture = torch.rand(1, 3, config.image_size, config.image_size) * 2 - 1
    with torch.inference_mode():
        making = partial(bilayer.make_avatar, picture, picture[:, :1], picture)
        avatar_ms = times_ms(making, AVATAR_REPEATS)[-1]
        avatar = _any_avatar(bilayer, config)
        forms = (partial(bilayer.draw, avatar), FoldedGenerator(bilayer, avatar))
        keypoints = torch.rand(1, config.keypoints, 2) * 2 - 1
        # In turns, so that whatever else the computer does slows both.
        rounds = [
            [times_ms(partial(form, keypoints), 1)[0] for form in forms] for _ in range(WARM_UP + REPEATS)
        ]
    official, folded = zip(*rounds[WARM_UP:], strict=True)
    return avatar_ms, list(official), list(folded)


def shipped_cost() -> tuple[float, float]:
    """10**9 multiply-accumulate operations of a frame of the networks that ship, and its milliseconds."""
    gmac = frame_ms = 0.0
    for graph in shipped_graphs():
        session = open_session(graph)
        inputs = {entry.name: np.full(entry.shape, 0.5, np.float32) for entry in session.get_inputs()}
        gmac += graph_gmac(weights_path(graph))
        frame_ms += median_ms(partial(session.run, None, inputs), REPEATS)
    return gmac, frame_ms


def _any_avatar(bilayer: Bilayer, config: BilayerConfig) -> BilayerAvatar:
    embeddings = [torch.randn(1, count, 8, 8) for count in reversed(config.encoder_channels)]
    return BilayerAvatar(
        texture=torch.rand(1, 3, config.image_size, config.image_size) * 2 - 1,
        parameters=bilayer.inference_generator.predict(embeddings),
    )
