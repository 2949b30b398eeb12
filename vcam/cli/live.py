"""`vcam run`: the live avatar without the app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vcam.cli.console import note, print_json, say
from vcam.cli.options import (
    DEFAULT_FPS,
    DEFAULT_RENDERER,
    AvatarOption,
    BackgroundOption,
    BadgeOption,
    CheckpointOption,
    DeviceOption,
    EditsOption,
    FaceLostOption,
    FramingOption,
    IdleOption,
    JsonOption,
    LookOption,
    MotionOption,
    RendererOption,
    SizeOption,
    SkeletonOption,
    SmoothingOption,
    TrackerOption,
    parse_output_format,
    parse_settings,
)
from vcam.cli.remote import OscOption, remote_control
from vcam.engine.skeleton_kind import DEFAULT_SKELETON

if TYPE_CHECKING:
    from vcam.capture.base import DrivingSource
    from vcam.engine.events import SessionEvent
    from vcam.engine.session import Session
    from vcam.engine.statistics import Statistics
    from vcam.output.base import Output

NO_VIRTUAL_CAMERA = "none"
STATUS_S = 0.5
STOP_S = 10.0
"""Long, since a busy machine takes its time to finish a recording."""


def run(
    avatar: AvatarOption,
    camera: Annotated[
        str,
        typer.Option(
            "--camera",
            "-c",
            metavar="ID",
            help="Id, name, path or number of a webcam (`vcam cameras`), or a video or motion that plays in "
            "a loop; default: the first webcam.",
        ),
    ] = "",
    virtual_camera: Annotated[
        str | None,
        typer.Option(
            "--virtual-camera", metavar="NAME", help="Device or name to send to, or none; default: the first."
        ),
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="FILE", help="Also record to this .mp4 file.")
    ] = None,
    renderer: RendererOption = DEFAULT_RENDERER,
    checkpoint: CheckpointOption = None,
    motion: MotionOption = "relative",
    skeleton: SkeletonOption = DEFAULT_SKELETON,
    framing: FramingOption = "portrait",
    size: SizeOption = None,
    fps: Annotated[float, typer.Option("--fps", min=1, max=240, help="Rate of the output.")] = DEFAULT_FPS,
    background: BackgroundOption = "photo",
    edits: EditsOption = "",
    look: LookOption = None,
    badge: BadgeOption = False,
    face_lost: FaceLostOption = "ease",
    idle: IdleOption = 0.0,
    sleep: Annotated[
        bool,
        typer.Option(
            "--sleep/--no-sleep",
            help="Close the webcam while no program takes pictures from the virtual camera; only where the "
            "driver tells, on Linux, and never while recording.",
        ),
    ] = True,
    tracker: TrackerOption = "mediapipe",
    device: DeviceOption = "auto",
    smoothing: SmoothingOption = True,
    osc: OscOption = None,
    seconds: Annotated[
        float | None, typer.Option("--seconds", min=0.1, help="Stop after so long; default: with Ctrl-C.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Send a live avatar to a virtual camera until Ctrl-C."""
    settings = parse_settings(
        edits=edits,
        look=look,
        motion=motion,
        skeleton=skeleton,
        background=background,
        smoothing=smoothing,
        badge=badge,
        face_lost=face_lost,
        idle=idle,
    )
    settings = replace(settings, sleep_unread=sleep)
    outputs = _outputs(virtual_camera, record)
    from vcam.capture.factory import open_source
    from vcam.capture.motion_source import MotionSource
    from vcam.cli.figure import open_figure, tell_stand_in
    from vcam.engine.session import Session
    from vcam.landmarks.base import create_tracker
    from vcam.output.recorder import Recorder

    def open_driver() -> DrivingSource:
        return opened.pop() if opened else open_source(camera or "camera:", loop=True, realtime=True)

    opened: list[DrivingSource] = []
    # Opened here, so that a wrong name is told at once, and before a recording is begun.
    with open_driver() as first:
        opened.append(first)
        figure = open_figure(avatar, renderer, checkpoint, device)
        tell_stand_in(settings)
        session = Session(
            source=open_driver,
            tracker=lambda: create_tracker(tracker, device),
            avatar=figure,
            settings=settings,
            output_format=parse_output_format(size, fps, framing, figure.size, even=True),
            outputs=outputs,
            neutral=first.neutral if isinstance(first, MotionSource) else None,
            on_event=_tell,
            stop_s=STOP_S,
        )
        open_avatar = partial(open_figure, renderer=renderer, checkpoint=checkpoint, device=device)
        with remote_control(osc, session, settings, figure.name, open_avatar):
            statistics = _play(session, figure.name, outputs, seconds)
    if json:
        print_json(_as_json(statistics))
        return
    for output in outputs:
        if isinstance(output, Recorder) and output.finished:
            say(f"Wrote {output.path}.")


def _outputs(virtual_camera: str | None, record: Path | None) -> list[Output]:
    from vcam.output.recorder import Recorder
    from vcam.output.virtual_camera import VirtualCameraOutput

    outputs: list[Output] = []
    if virtual_camera != NO_VIRTUAL_CAMERA:
        outputs.append(VirtualCameraOutput(virtual_camera))
    if record is not None:
        outputs.append(Recorder(record.expanduser()))
    if not outputs:
        raise typer.BadParameter("nothing to send to: give --record too", param_hint="--virtual-camera none")
    return outputs


def _play(session: Session, avatar: str, outputs: list[Output], seconds: float | None) -> Statistics:
    """Run the session until time is up or Ctrl-C, which is the normal end here; give its last statistics."""
    end_s = None if seconds is None else time.monotonic() + seconds
    try:
        with session, _status_line(session) as show:
            note(f"{avatar} is live on {', '.join(output.name for output in outputs)}; stop with Ctrl-C.")
            while end_s is None or time.monotonic() < end_s:
                left_s = STATUS_S if end_s is None else min(STATUS_S, end_s - time.monotonic())
                if session.wait(max(left_s, 0.0), until_source_ends=True):
                    break
                show()
            statistics = session.statistics()
    except KeyboardInterrupt:
        statistics = session.statistics()
        note("Stopped.")
    return statistics


@contextmanager
def _status_line(session: Session) -> Iterator[Any]:
    """A line on the terminal that `show()` brings up to date; nothing into a pipe."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    with Live(console=console, auto_refresh=False, transient=True) as line:
        yield lambda: line.update(
            Text(_status(session.statistics()), no_wrap=True, overflow="ellipsis"), refresh=True
        )


def _status(statistics: Statistics) -> str:
    delay = statistics.camera_to_output_p95_ms
    parts = [
        f"{statistics.fps_in:.0f} fps in, {statistics.fps_out:.0f} out",
        "no picture yet" if delay is None else f"{delay:.0f} ms from camera to output",
        f"tracking on {statistics.device}" if statistics.device else "",
        f"drawn on {statistics.drawing_device}" if statistics.drawing_device else "",
        "" if statistics.face_visible else "no face",
        statistics.calibration.message if statistics.calibration is not None else "",
    ]
    return " | ".join(part for part in parts if part)


def _tell(event: SessionEvent) -> None:
    if event.kind in ("session_asleep", "session_awake"):
        note(event.message)
    elif event.level != "info":
        note(f"{event.level.capitalize()}: {event.message}")


def _as_json(statistics: Statistics) -> dict[str, Any]:
    """Statistics without the driver's landmarks."""
    calibration = statistics.calibration
    flat = {key: value for key, value in vars(statistics).items() if key not in ("calibration", "outputs")}
    return {
        **flat,
        "drops": dict(statistics.drops),
        "frames": dict(statistics.frames),
        "calibrated": calibration is not None and calibration.neutral is not None,
        "outputs": [asdict(output) for output in statistics.outputs],
    }
