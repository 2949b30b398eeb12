"""`vcam render`: an avatar, driven by a clip, into a video or a folder of pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vcam.cli.console import note, print_json, progress, say
from vcam.cli.options import (
    DEFAULT_RENDERER,
    AvatarOption,
    BackgroundOption,
    BadgeOption,
    CheckpointOption,
    Device,
    DeviceOption,
    EditsOption,
    FaceLostOption,
    Framing,
    FramingOption,
    IdleOption,
    JsonOption,
    LookOption,
    MotionOption,
    Renderer,
    RendererOption,
    RenderSmoothingOption,
    SecondsOption,
    SizeOption,
    SkeletonOption,
    Tracker,
    TrackerOption,
    parse_output_format,
    parse_settings,
)
from vcam.engine.skeleton_kind import DEFAULT_SKELETON

if TYPE_CHECKING:
    from vcam.engine.offline import RenderSummary
    from vcam.engine.settings import OutputFormat, Settings
    from vcam.output.base import Output
    from vcam.output.frame_folder import FrameFolder
    from vcam.output.recorder import Recorder

MAX_FPS = 240.0
MakeOutputs = Callable[["OutputFormat", bool], Sequence["Output"]]


def render(
    avatar: AvatarOption,
    driver: Annotated[
        str,
        typer.Option(
            "--driver", "-d", metavar="DRIVER", help="A video, a picture, a recorded motion, or a camera."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="OUTPUT",
            help="An .mp4 video, or a folder for PNGs, one a driving frame.",
        ),
    ],
    renderer: RendererOption = DEFAULT_RENDERER,
    checkpoint: CheckpointOption = None,
    motion: MotionOption = "relative",
    skeleton: SkeletonOption = DEFAULT_SKELETON,
    framing: FramingOption = "portrait",
    size: SizeOption = None,
    fps: Annotated[
        float | None,
        typer.Option(
            "--fps", min=1, max=240, help="Rate of the video, at the same speed; default: the driver's."
        ),
    ] = None,
    background: BackgroundOption = "photo",
    edits: EditsOption = "",
    look: LookOption = None,
    badge: BadgeOption = False,
    face_lost: FaceLostOption = "ease",
    idle: IdleOption = 0.0,
    tracker: TrackerOption = "mediapipe",
    device: DeviceOption = "auto",
    smoothing: RenderSmoothingOption = None,
    seconds: SecondsOption = None,
    json: JsonOption = False,
) -> None:
    """Render an avatar driven by a clip into a file."""
    from vcam.cli.resampling import Resampled
    from vcam.output.recorder import Recorder

    smoothed = motion == "relative" if smoothing is None else smoothing
    settings = parse_settings(
        edits=edits,
        look=look,
        motion=motion,
        skeleton=skeleton,
        background=background,
        smoothing=smoothed,
        badge=badge,
        face_lost=face_lost,
        idle=idle,
    )
    target = _open_target(output)
    is_video = isinstance(target, Recorder)

    def outputs(output_format: OutputFormat, live: bool) -> Sequence[Output]:
        uneven = is_video and (fps is not None or live)
        return [Resampled(target, output_format.fps) if uneven else target]

    summary = render_files(
        avatar=avatar,
        driver=driver,
        renderer=renderer,
        checkpoint=checkpoint,
        settings=settings,
        outputs=outputs,
        size=size,
        fps=fps,
        framing=framing,
        even=is_video,
        tracker=tracker,
        device=device,
        seconds=seconds,
    )
    if json:
        print_json({"output": str(output), **asdict(summary)})
    else:
        say(f"Wrote {output}: {describe(summary)}.")


def render_files(
    *,
    avatar: str,
    driver: str,
    settings: Settings,
    outputs: MakeOutputs,
    renderer: Renderer = DEFAULT_RENDERER,
    checkpoint: Path | None = None,
    size: str | None = None,
    fps: float | None = None,
    framing: Framing = "portrait",
    even: bool = True,
    tracker: Tracker = "mediapipe",
    device: Device = "auto",
    seconds: float | None = None,
) -> RenderSummary:
    """Render a whole clip with a progress bar.

    Args:
        avatar: a photo or an avatar's name.
        driver: what the user wrote.
        settings: edits, motion, background and smoothing.
        outputs: makes the outputs for an output format and a source that is live or not.
        renderer, checkpoint, size, fps, framing, tracker, device, seconds: the options of `vcam render`.
        even: the outputs take even sizes alone.

    Raises:
        VcamError: avatar or driver can't be used, or an output can't be written.
    """
    from vcam.cli.driver import open_driver
    from vcam.cli.figure import open_figure, tell_stand_in
    from vcam.engine.offline import render_clip
    from vcam.engine.stage import Stage
    from vcam.landmarks.base import create_tracker

    with open_driver(driver, seconds) as source, closing(create_tracker(tracker, device)) as finder:
        if source.frame_count == 1 and settings.motion == "relative":
            note("Note: one picture holds no relative motion; use --motion absolute to take over its pose.")
        figure = open_figure(avatar, renderer, checkpoint, device)
        tell_stand_in(settings)
        rate = fps or min(source.fps, MAX_FPS)
        output_format = parse_output_format(size, rate, framing, figure.size, even=even)
        stage = Stage(figure, output_format, settings, source.neutral)
        with progress(f"Rendering {figure.name} driven by {source.name}") as advance:
            return render_clip(
                source,
                finder,
                stage,
                outputs(output_format, source.live),
                fps=output_format.fps,
                smoothing=settings.smoothing,
                progress=advance,
            )


def describe(summary: RenderSummary) -> str:
    """A rendered clip in a few words."""
    frames = "1 frame" if summary.frames == 1 else f"{summary.frames} frames"
    text = f"{frames}, {summary.width}x{summary.height}, rendered in {summary.seconds:.1f} s"
    missing = summary.frames - summary.faces
    return f"{text}; in {missing} of them the driver had no face" if missing else text


def _open_target(output: Path) -> Recorder | FrameFolder:
    """A video or, when the name has no ending or is that of a folder, a folder of pictures."""
    from vcam.output.frame_folder import FrameFolder
    from vcam.output.recorder import Recorder

    output = output.expanduser()
    if output.is_dir() or not output.suffix:
        return FrameFolder(output)
    return Recorder(output)
