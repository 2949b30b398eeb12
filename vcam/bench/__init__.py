"""Measures vcam on this computer: stage by stage, and as whole live sessions without camera and display."""

from __future__ import annotations

import json
import logging
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vcam.errors import VcamError

log = logging.getLogger(__name__)

START_S = 60.0
"""Time that a live measurement may take to start and stop."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was measured; times are medians.

    Args:
        landmarks_ms: landmarks of a tracked 1280x720 picture.
        geometry_256_ms, geometry_512_ms: retargeting, warp prior and sampling of an output of so many pixels
            square, by an avatar from a 512 px photo.
        anchored_256_ms, anchored_512_ms: the same corrected by the networks, in turns with it.
        retargeting_ms, retargeting_anchored_ms: the driver's landmarks to the avatar's skeleton, by the
            analytic one and by the network's, in turns; the former is in the times above.
        compose_720p_ms: compositing into 1280x720, and conversion to the virtual camera's I420.
        fps_live: different pictures a second that reach the output of a live session drawn by geometry alone,
            from a source that is faster than vcam.
        fps_live_anchored: the same with the networks, as all that follows.
        camera_to_output_p50_ms, camera_to_output_p95_ms: from a camera's picture, before decoding, to the
            output, in a live session at 30 fps.
        cpu_share_30fps: CPU seconds a second of that session, decoding of motion JPEG included.
        rss_mb: resident memory of that session's process.
        rss_growth_mb: growth of the resident memory over the unthrottled session.
        frames_live: pictures of that session: `--seconds 100` and more bring over 10,000 on most computers.
        avatar_new_s: check, build and store an avatar.
        avatar_cached_ms: load it again.
        avatar_switch_ms: from the wish for another avatar to its first composite.
        device: where landmarks run, and why there.
        cpus: how many this process may use.
        python: its version.
    """

    landmarks_ms: float
    geometry_256_ms: float
    geometry_512_ms: float
    anchored_256_ms: float
    anchored_512_ms: float
    retargeting_ms: float
    retargeting_anchored_ms: float
    compose_720p_ms: float
    fps_live: float
    fps_live_anchored: float
    camera_to_output_p50_ms: float
    camera_to_output_p95_ms: float
    cpu_share_30fps: float
    rss_mb: float
    rss_growth_mb: float
    frames_live: int
    avatar_new_s: float
    avatar_cached_ms: float
    avatar_switch_ms: float
    device: str
    cpus: int
    python: str


def measure(seconds: float, tell: Callable[[str], None]) -> Report:
    """Measure everything.

    Args:
        seconds: length of each live session.
        tell: told what is measured next, a sentence each.

    Raises:
        VcamError: something that is measured does not work.
    """
    from vcam.bench.stages import Stages, measure_avatar, measure_switch

    tell("Measuring an avatar's preparation ...")
    avatar_new_s, avatar_cached_ms = measure_avatar()
    avatar_switch_ms = measure_switch()
    tell("Measuring the stages ...")
    stages = Stages()
    try:
        landmarks_ms = stages.landmarks_ms()
        small_ms, anchored_small_ms = stages.drawing_ms(256)
        large_ms, anchored_large_ms = stages.drawing_ms(512)
        analytic_ms, anchored_ms = stages.retargeting_ms()
        compose_ms = stages.compose_ms()
        with tempfile.TemporaryDirectory() as folder:
            stages.save_frames(Path(folder))
            tell(f"Measuring a live session at 30 fps for {seconds:g} s ...")
            paced = _live(Path(folder), "paced", seconds)
            tell(f"Measuring two live sessions at full speed for {seconds:g} s ...")
            geometry = _live(Path(folder), "geometry", seconds)
            unthrottled = _live(Path(folder), "unthrottled", seconds)
    finally:
        stages.close()
    return Report(
        landmarks_ms=landmarks_ms,
        geometry_256_ms=small_ms,
        geometry_512_ms=large_ms,
        anchored_256_ms=anchored_small_ms,
        anchored_512_ms=anchored_large_ms,
        retargeting_ms=analytic_ms,
        retargeting_anchored_ms=anchored_ms,
        compose_720p_ms=compose_ms,
        fps_live=geometry["fps"],
        fps_live_anchored=unthrottled["fps"],
        camera_to_output_p50_ms=paced["p50_ms"],
        camera_to_output_p95_ms=paced["p95_ms"],
        cpu_share_30fps=paced["cpu_share"],
        rss_mb=paced["rss_mb"],
        rss_growth_mb=unthrottled["rss_growth_mb"],
        frames_live=unthrottled["frames"],
        avatar_new_s=avatar_new_s,
        avatar_cached_ms=avatar_cached_ms,
        avatar_switch_ms=avatar_switch_ms,
        device=paced["device"],
        cpus=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        python=platform.python_version(),
    )


def _live(frames: Path, mode: str, seconds: float) -> dict[str, Any]:
    """Run a live session in a process of its own, so that nothing else counts in its memory and time."""
    command = [sys.executable, "-m", "vcam.bench.live", str(frames), mode, str(seconds)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + START_S, check=False, encoding="utf-8"
        )
    except subprocess.TimeoutExpired as error:
        raise VcamError(f"the live session hung for {error.timeout:g} s: run `vcam doctor`") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        log.error("the live session failed:\n%s", done.stderr)
        raise VcamError(
            f"the live session failed ({lines[-1] if lines else done.returncode}): run `vcam doctor`"
        )
    result: dict[str, Any] = json.loads(done.stdout)
    return result
