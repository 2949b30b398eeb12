"""`vcam bench`: how fast vcam is on this computer."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from vcam.cli.console import note, print_json, print_table
from vcam.cli.options import JsonOption

LABELS = {
    "landmarks_ms": "landmarks of a tracked picture",
    "geometry_256_ms": "skeleton, warp prior and sampling, 256 px",
    "geometry_512_ms": "skeleton, warp prior and sampling, 512 px",
    "anchored_256_ms": "the same with the networks, 256 px",
    "anchored_512_ms": "the same with the networks, 512 px",
    "retargeting_ms": "retargeting alone, analytic skeleton",
    "retargeting_anchored_ms": "the same, anchored skeleton",
    "compose_720p_ms": "compositing into 1280x720 and colour conversion",
    "fps_live": "pictures a second, all stages together, unthrottled, geometry alone",
    "fps_live_anchored": "the same with the networks",
    "camera_to_output_p50_ms": "camera to output at 30 fps, median",
    "camera_to_output_p95_ms": "camera to output at 30 fps, 95 of 100 are faster",
    "cpu_share_30fps": "share of one CPU that the live session takes at 30 fps",
    "rss_mb": "memory of the live session, MB",
    "rss_growth_mb": "growth of the memory over the unthrottled session, MB",
    "frames_live": "pictures of that session",
    "avatar_new_s": "avatar from a photo, s",
    "avatar_cached_ms": "avatar from the cache, ms",
    "avatar_switch_ms": "another avatar's first picture after the wish for it, ms",
}


def bench(
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, max=600, help="Length of each live measurement.")
    ] = 8.0,
    networks: Annotated[
        bool, typer.Option("--networks", help="Measure the networks instead, as in the paper's Table 2.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Measure how fast every stage and a live session are."""
    if networks:
        _bench_networks(json)
        return

    from vcam.bench import measure

    report = measure(seconds, note)
    if json:
        print_json(asdict(report))
        return
    figures = asdict(report)
    print_table(("Measured", ""), [(label, f"{figures[key]:.4g}") for key, label in LABELS.items()])
    note(f"{report.device}; {report.cpus} CPUs, Python {report.python}, medians.")


def _cell(value: float | None, decimals: int) -> str:
    return "-" if value is None else f"{value:.{decimals}f}"


def _bench_networks(json: bool) -> None:
    from vcam.engine.device import prepare_torch

    prepare_torch()
    import torch

    from vcam.bench.networks import measure_networks
    from vcam.bench.table2 import table2

    figures = measure_networks(note)
    rows = table2(figures)
    if json:
        print_json(
            {"table2": [asdict(row) for row in rows], "bilayer": [asdict(figure) for figure in figures]}
        )
        return
    print_table(
        ("Table 2", "LPIPS", "SSIM", "CSIM", "NME", "GMAC", "init ms", "ms"),
        [
            (
                row.name,
                *(_cell(value, 3) for value in (row.lpips, row.ssim, row.csim, row.nme, row.gmac)),
                *(_cell(value, 1) for value in (row.init_ms, row.frame_ms)),
            )
            for row in rows
        ],
    )
    frame = [
        (
            figure.size,
            f"{figure.cost.frame_parameters / 1e6:.2f}",
            f"{figure.cost.frame_gmac:.3f}",
            f"{figure.paper_frame_gmac:g}",
            f"{figure.cost.folded_gmac:.3f}",
            f"{figure.frame_ms:.1f}",
            f"{figure.folded_ms:.1f}",
            f"{figure.ratio:.2f}",
        )
        for figure in figures
    ]
    columns = ("A frame", "M weights", "GMAC", "paper's", "folded", "ms", "folded", "ms ratio")
    print_table(columns, frame)
    avatar = [
        (figure.size, f"{figure.cost.avatar_gmac:.1f}", f"{figure.cost.update_gmac:.1f}")
        for figure in figures
    ]
    print_table(("An avatar", "GMAC", "an update of its texture"), avatar)
    note(
        f"CPU, {torch.get_num_threads()} threads, PyTorch {torch.__version__}; "
        "medians of a frame's networks, both forms in turns. "
        "Errors of anchored are the manifest's, of held-out people; the paper's are of others, by other "
        "instruments and on a GPU."
    )
