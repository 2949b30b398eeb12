"""What the status line says, from a session's statistics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from ui.engine_texts import translated
from ui.translation import tr
from vcam.engine.settings import FaceLost

from .session_controller import State

Topic = Literal["state", "rate", "delay", "device", "drops", "output", "source"]


@dataclass(frozen=True, kw_only=True)
class StatusPart:
    """One piece of the status line.

    Args:
        topic: what it is about.
        value: the part that matters, drawn bright.
        label: what it is, drawn pale after it.
        dot: palette colour of a dot before it, empty for none.
        tip: the longer story.
    """

    topic: Topic
    value: str
    label: str = ""
    dot: str = ""
    tip: str = ""

    @property
    def plain(self) -> str:
        """Both as one text."""
        return f"{self.value} {self.label}".strip()


def status_parts(
    state: State, paused: bool, statistics: Any | None, told: str = "", face_lost: FaceLost = "ease"
) -> tuple[StatusPart, ...]:
    """The status line.

    Args:
        paused: others see a still card.
        statistics: `vcam.engine.statistics.Statistics`, None while nothing is live.
        told: why the avatar is not drawn as the user wished, empty when it is.
        face_lost: what the others see while there is no face.
    """
    if statistics is None or state is not State.LIVE:
        words = {State.STARTING: tr("Starting ..."), State.STOPPING: tr("Stopping ...")}
        tip = tr("Press Start: then the rate, the delay and the devices in use are told here.")
        return (StatusPart(topic="state", value=words.get(state, tr("Not running")), dot="faint", tip=tip),)
    parts = [
        _state_part(paused, statistics, face_lost),
        _rate_part(statistics),
        _delay_part(statistics),
        _drops_part(statistics),
        _device_part(statistics, told),
    ]
    outputs = [_output_part(output) for output in statistics.outputs]
    return tuple(part for part in [*parts, *outputs, _source_part(statistics)] if part is not None)


def no_face_sentence(face_lost: FaceLost) -> str:
    """What the others see while there is no face."""
    return {
        "ease": tr("No face in view: the others see the avatar at rest"),
        "hold": tr("No face in view: the others see the avatar as it was"),
        "card": tr("No face in view: the others see a still card"),
    }[face_lost]


def _state_part(paused: bool, statistics: Any, face_lost: FaceLost) -> StatusPart:
    if paused:
        return StatusPart(
            topic="state", value=tr("Paused"), dot="warning", tip=tr("The others see a still card.")
        )
    if statistics.asleep:
        tip = tr("No program uses the virtual camera, so the camera is closed. vcam wakes by itself.")
        return StatusPart(topic="state", value=tr("Asleep"), dot="faint", tip=tip)
    if not statistics.face_visible:
        tip = no_face_sentence(face_lost)
        return StatusPart(topic="state", value=tr("Live, no face in view"), dot="warning", tip=tip)
    return StatusPart(topic="state", value=tr("Live"), dot="live", tip=tr("Your face is tracked."))


def _rate_part(statistics: Any) -> StatusPart:
    shown = statistics.fps_out or statistics.fps_rendered
    tip = tr(
        "Frames a second: {captured:.1f} captured, {tracked:.1f} tracked, {drawn:.1f} drawn, {sent:.1f} sent."
    ).format(
        captured=statistics.fps_in,
        tracked=statistics.fps_tracked,
        drawn=statistics.fps_rendered,
        sent=statistics.fps_out,
    )
    return StatusPart(topic="rate", value=f"{shown:.0f}", label=tr("fps"), tip=tip)


def _delay_part(statistics: Any) -> StatusPart | None:
    middle, worst = statistics.camera_to_output_p50_ms, statistics.camera_to_output_p95_ms
    if middle is None:
        return None
    tip = tr("From the camera's frame to the sent picture.")
    if worst is not None:
        tip = tr(
            "From the camera's frame to the sent picture. 95 of 100 frames take at most {worst:.0f} ms."
        ).format(worst=worst)
    return StatusPart(topic="delay", value=tr("{ms:.0f} ms").format(ms=middle), label=tr("delay"), tip=tip)


def _drops_part(statistics: Any) -> StatusPart:
    counts = {"tracking": 0, "rendering": 0, "output": 0} | dict(statistics.drops)
    tip = tr(
        "Frames that were replaced by newer ones since the start: {tracking} before tracking, "
        "{rendering} before drawing, {output} before sending. The newest frame always wins, so delays "
        "never grow."
    ).format(**counts)
    return StatusPart(topic="drops", value=str(sum(counts.values())), label=tr("dropped"), tip=tip)


def _device_part(statistics: Any, told: str) -> StatusPart | None:
    if not statistics.device:
        return None
    tip = tr("Tracked on {device}: {reason}").format(
        device=statistics.device, reason=translated(statistics.device_reason)
    )
    if statistics.drawing_device:
        drawn = tr("Drawn on {device}: {reason}").format(
            device=statistics.drawing_device, reason=translated(statistics.drawing_reason)
        )
        tip = f"{tip}\n{drawn}"
    devices = dict.fromkeys([statistics.device, statistics.drawing_device or statistics.device])
    return StatusPart(
        topic="device",
        value=" + ".join(devices),
        label=_DRAWN_BY[statistics.drawn_by](),
        dot="warning" if told else "",
        tip=f"{tip}\n{told}" if told else tip,
    )


_DRAWN_BY: dict[str, Callable[[], str]] = {
    "": lambda: tr("device"),
    "networks": lambda: tr("with networks"),
    "geometry": lambda: tr("geometry alone"),
    "bilayer": lambda: tr("with Bi-layer networks"),
}


def _output_part(output: Any) -> StatusPart:
    dots = {"open": "live", "lost": "warning", "failed": "record"}
    labels = {
        "open": "",
        "lost": tr("reconnecting"),
        "failed": tr("failed"),
        "closed": tr("closed"),
    }
    tip = tr("{written} pictures sent, {repeats} of them repeated.").format(
        written=output.written, repeats=output.repeats
    )
    return StatusPart(
        topic="output",
        value=output.name,
        label=labels.get(output.state, output.state),
        dot=dots.get(output.state, "faint"),
        tip=tip,
    )


def _source_part(statistics: Any) -> StatusPart | None:
    status = translated(statistics.source_status)
    return StatusPart(topic="source", value="", label=status, tip=status) if status else None
