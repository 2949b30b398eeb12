"""The columns of the paper's Table 2 for vcam's networks, beside the paper's own rows.

Source: Fast Bi-layer Neural Synthesis (2020), B.2, Table 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vcam.bench.networks import NetworkFigures, shipped_cost
from vcam.engine.anchored.networks import WEIGHTS
from vcam.weights import read_manifest

PERCENT_A_UNIT = 10.0
"""The paper's landmark error is in tenths of the distance between the eyes."""


@dataclass(frozen=True, kw_only=True)
class Table2Row:
    """One line; None where nothing was measured.

    Args:
        name: of the networks.
        lpips, ssim, csim, nme: of their pictures against true frames.
        gmac: of a frame, in 10**9 multiply-accumulate operations.
        init_ms, frame_ms: of the networks that run once for an avatar, and of a frame's.
    """

    name: str
    lpips: float | None = None
    ssim: float | None = None
    csim: float | None = None
    nme: float | None = None
    gmac: float
    init_ms: float | None = None
    frame_ms: float | None = None


PAPER = (
    Table2Row(name="paper's small", lpips=0.392, csim=0.540, nme=0.475, gmac=1.08),
    Table2Row(
        name="paper's medium",
        lpips=0.358,
        ssim=0.508,
        csim=0.653,
        nme=0.433,
        gmac=4.32,
        init_ms=53,
        frame_ms=4,
    ),
    Table2Row(name="paper's large", lpips=0.356, csim=0.655, nme=0.428, gmac=17.3),
)
"""On VoxCeleb2 and an NVIDIA P40, with another face recognition network."""


def table2(bilayer: Sequence[NetworkFigures]) -> list[Table2Row]:
    """The networks that ship, the Bi-layer networks of each size as measured here, and the paper's rows."""
    measured = [
        Table2Row(
            name=f"bilayer {one.size}",
            gmac=one.cost.frame_gmac,
            init_ms=one.avatar_ms,
            frame_ms=one.frame_ms,
        )
        for one in bilayer
    ]
    return [_shipped(), *measured, *PAPER]


def _shipped() -> Table2Row:
    """The anchored networks with the figures that the manifest has of them; none of them runs once."""
    figures = read_manifest().entry(WEIGHTS).figures
    gmac, frame_ms = shipped_cost()
    error = figures.get("heldout_nme_percent_of_iris_distance")
    return Table2Row(
        name=WEIGHTS,
        lpips=figures.get("heldout_lpips"),
        ssim=figures.get("heldout_ssim"),
        csim=figures.get("heldout_csim"),
        nme=error / PERCENT_A_UNIT if error is not None else None,
        gmac=gmac,
        init_ms=0.0,
        frame_ms=frame_ms,
    )
