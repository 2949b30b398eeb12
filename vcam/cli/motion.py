"""`vcam motion`: a driver's motion as numbers, without any picture of him."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from vcam.cli.console import progress, say
from vcam.cli.options import DeviceOption, SecondsOption, SmoothingOption, TrackerOption, new_group

DriverArgument = Annotated[
    str, typer.Argument(metavar="DRIVER", help="A video, a picture, a motion, or a camera.")
]

OutputOption = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Motion file, .safetensors or .npz.")
]


def group() -> typer.Typer:
    """The commands."""
    app = new_group("Record a driver's motion.")
    app.callback()(_only_a_group)
    app.command("record")(record)
    app.command("convert")(convert)
    return app


def _only_a_group() -> None:
    """Record a driver's motion."""


def record(
    driver: DriverArgument,
    output: OutputOption,
    seconds: SecondsOption = None,
    tracker: TrackerOption = "mediapipe",
    device: DeviceOption = "auto",
    smoothing: SmoothingOption = True,
    keep_shape: Annotated[
        bool,
        typer.Option(
            "--keep-shape",
            help="Keep the driver's landmarks as they are, his face's shape with them, for --motion absolute "
            "on a photo of himself.",
        ),
    ] = False,
) -> None:
    """Record a driver's pose and expression into a motion file that can drive any avatar."""
    from vcam.capture.motion import MotionRecorder, save_motion
    from vcam.cli.driver import open_driver
    from vcam.engine.motion_conversion import on_plain_head
    from vcam.engine.tracking import FrameTracker
    from vcam.landmarks.base import create_tracker
    from vcam.landmarks.smoothing import SmoothingConfig

    _check_output(output)
    with (
        open_driver(driver, seconds) as source,
        closing(create_tracker(tracker, device)) as finder,
        progress(f"Recording {source.name}") as advance,
    ):
        follower = FrameTracker(finder, SmoothingConfig(enabled=smoothing))
        recorder = MotionRecorder(source.fps)
        while True:
            try:
                frame = source.read()
            except TimeoutError:
                continue
            if frame is None:
                break
            recorder.add(follower.track(frame))
            advance(len(recorder), source.frame_count)
    track = recorder.track()
    save_motion(track if keep_shape else on_plain_head(track), output)
    say(
        f"Wrote {output}: {track.duration_s:.1f} s at {track.fps:.3g} fps, a face in {recorder.faces} of "
        f"{len(recorder)} frames."
    )


def convert(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A motion file of the driver's landmarks.")],
    output: OutputOption,
) -> None:
    """Make pose and expression, without the driver's shape, of a motion file that holds his landmarks."""
    from vcam.capture.motion import load_motion, save_motion
    from vcam.engine.motion_conversion import on_plain_head

    _check_output(output)
    motion = on_plain_head(load_motion(old.expanduser()))
    save_motion(motion, output)
    say(f"Wrote {output}: {len(motion.scale)} rows, a face in {motion.faces} of them, without its shape.")


def _check_output(output: Path) -> None:
    from vcam.capture.motion import MOTION_SUFFIXES

    if output.suffix.lower() not in MOTION_SUFFIXES:
        raise typer.BadParameter(
            f"{output.name!r} is no name for a motion: expected an ending of .safetensors or .npz",
            param_hint="--output",
        )
