"""What the status line says, from a session's statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .session_controller import State


@dataclass(frozen=True, kw_only=True)
class StatusPart:
    """One piece of the status line.

    Args:
        value: the part that matters, drawn bright.
        label: what it is, drawn pale after it.
        dot: palette colour of a dot before it, empty for none.
        tip: the longer story.
    """

    value: str
    label: str = ""
    dot: str = ""
    tip: str = ""


def status_parts(state: State, paused: bool, statistics: Any | None) -> tuple[StatusPart, ...]:
    """The status line.

    Args:
        statistics: `vcam.engine.statistics.Statistics`, None while nothing is live.
    """
    if statistics is None or state is not State.LIVE:
        words = {State.STARTING: "Starting ...", State.STOPPING: "Stopping ..."}
        return (StatusPart(value=words.get(state, "Not running"), dot="faint"),)
    parts = [_state_part(paused, statistics), _rate_part(statistics)]
    parts += [part for part in (_delay_part(statistics), _device_part(statistics)) if part is not None]
    parts += [_output_part(output) for output in statistics.outputs]
    if statistics.source_status:
        status = statistics.source_status
        parts.append(StatusPart(value="", label=status, tip=status))
    return tuple(parts)


def _state_part(paused: bool, statistics: Any) -> StatusPart:
    if paused:
        return StatusPart(value="Paused", dot="warning", tip="Others see a still card")
    if not statistics.face_visible:
        tip = "The avatar rests until a face is in view"
        return StatusPart(value="Live, no face in view", dot="warning", tip=tip)
    return StatusPart(value="Live", dot="live", tip="Your face is tracked")


def _rate_part(statistics: Any) -> StatusPart:
    shown = statistics.fps_out or statistics.fps_rendered
    drops = ", ".join(f"{count} before {stage}" for stage, count in statistics.drops.items()) or "none"
    tip = (
        f"in {statistics.fps_in:.1f}, tracked {statistics.fps_tracked:.1f}, drawn "
        f"{statistics.fps_rendered:.1f}, sent {statistics.fps_out:.1f} frames a second; "
        f"frames replaced before use: {drops}"
    )
    return StatusPart(value=f"{shown:.0f}", label="fps", tip=tip)


def _delay_part(statistics: Any) -> StatusPart | None:
    middle, worst = statistics.camera_to_output_p50_ms, statistics.camera_to_output_p95_ms
    if middle is None:
        return None
    tip = "From the camera's frame to the sent picture"
    if worst is not None:
        tip += f"; 95 of 100 frames take at most {worst:.0f} ms"
    return StatusPart(value=f"{middle:.0f} ms", label="delay", tip=tip)


def _device_part(statistics: Any) -> StatusPart | None:
    if not statistics.device:
        return None
    tip = f"Tracked on {statistics.device}: {statistics.device_reason}"
    if statistics.drawing_device:
        tip += f"\nDrawn on {statistics.drawing_device}: {statistics.drawing_reason}"
    devices = dict.fromkeys([statistics.device, statistics.drawing_device or statistics.device])
    return StatusPart(value=" + ".join(devices), label="device", tip=tip)


def _output_part(output: Any) -> StatusPart:
    dots = {"open": "live", "lost": "warning", "failed": "record"}
    labels = {"open": "", "lost": "reconnecting", "failed": "dropped", "closed": "closed"}
    tip = f"{output.written} pictures sent, {output.repeats} of them repeated"
    return StatusPart(
        value=output.name,
        label=labels.get(output.state, output.state),
        dot=dots.get(output.state, "faint"),
        tip=tip,
    )
