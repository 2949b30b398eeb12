"""Options that several commands share, and how their texts become values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vcam.engine.skeleton_kind import DEFAULT_SKELETON, SkeletonKind
from vcam.errors import ConfigError

if TYPE_CHECKING:
    from vcam.engine.settings import OutputFormat, Settings

Framing = Literal["portrait", "photo"]
FaceLost = Literal["ease", "hold", "card"]
Motion = Literal["relative", "absolute"]
Renderer = Literal["anchored", "prior", "bilayer"]
Tracker = Literal["mediapipe", "face-alignment"]
Device = Literal["auto", "cpu", "cuda", "mps"]

DEFAULT_RENDERER: Renderer = "anchored"
DEFAULT_SIZE = (1280, 720)
DEFAULT_FPS = 30.0

AvatarOption = Annotated[
    str,
    typer.Option("--avatar", "-a", metavar="AVATAR", help="A photo, or the name of a stored avatar."),
]
SizeOption = Annotated[
    str | None,
    typer.Option(
        "--size",
        metavar="WxH",
        help="Output size, for example 1280x720, or 512 for a square. Default: 1280x720, "
        "with --framing photo the photo's own size.",
    ),
]
FramingOption = Annotated[
    Framing,
    typer.Option(
        "--framing",
        help="portrait: head and shoulders fill the output; photo: the whole photo, its head moving.",
    ),
]
MotionOption = Annotated[
    Motion,
    typer.Option(
        "--motion",
        help="relative: the driver's change from his neutral face; absolute: his very pose and expression.",
    ),
]
SkeletonOption = Annotated[
    SkeletonKind,
    typer.Option(
        "--skeleton",
        help="What carries the motion over: analytic adds the driver's movement to the photo's points, "
        "anchored is a network that knows what it looks like on this avatar's head.",
    ),
]
BackgroundOption = Annotated[
    str,
    typer.Option("--background", metavar="photo|blur|#rrggbb|FILE", help="What is drawn behind the avatar."),
]
EditsOption = Annotated[
    str,
    typer.Option(
        "--edits",
        metavar="K=V,...",
        help="Edits on top of tracking, for example yaw=10,smile=0.4; `vcam edits` lists them all.",
    ),
]
LookOption = Annotated[
    Path | None,
    typer.Option(
        "--look",
        metavar="FILE",
        help="Edits kept in a file, by `vcam edit --save-look` or the app; --edits changes them further.",
    ),
]
RendererOption = Annotated[
    Renderer,
    typer.Option(
        "--renderer",
        help="What draws the avatar: prior is geometry alone, anchored that with small networks for mouth "
        "and eyes, bilayer the networks of a checkpoint.",
    ),
]
CheckpointOption = Annotated[
    Path | None,
    typer.Option(
        "--checkpoint",
        metavar="DIR",
        help="Networks for --renderer bilayer; default: those of `vcam weights import-official`.",
    ),
]
TrackerOption = Annotated[
    Tracker,
    typer.Option("--tracker", help="Landmark backend; face-alignment is slow without a GPU."),
]
DeviceOption = Annotated[
    Device, typer.Option("--device", help="Where networks run: the renderer's, and face-alignment's.")
]
SmoothingOption = Annotated[
    bool, typer.Option("--smoothing/--no-smoothing", help="Smooth the driver's landmarks over time.")
]
RenderSmoothingOption = Annotated[
    bool | None,
    typer.Option(
        "--smoothing/--no-smoothing",
        help="Smooth the driver's landmarks over time. Default: with relative motion, but not with absolute, "
        "which is to be exact in every frame.",
    ),
]
BadgeOption = Annotated[
    bool,
    typer.Option("--badge", help="Write 'Synthetic avatar' in the lower left corner, for all to see."),
]
SecondsOption = Annotated[
    float | None,
    typer.Option("--seconds", min=0.1, help="Stop after so long; a camera also stops with Ctrl-C."),
]
FaceLostOption = Annotated[
    FaceLost,
    typer.Option(
        "--face-lost",
        help="While the driver is out of sight: ease to the photo's own pose, hold the last one, or show a "
        "still card.",
    ),
]
IdleOption = Annotated[
    float,
    typer.Option(
        "--idle",
        min=0,
        max=1,
        help="How much the avatar breathes, sways and blinks by itself while the driver is out of sight.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def new_group(help_text: str) -> typer.Typer:
    """An empty group of commands; used without a command it is wrong usage, told in a line like any other."""
    return typer.Typer(help=help_text, no_args_is_help=False, rich_markup_mode=None)


@contextmanager
def usage(option: str) -> Iterator[None]:
    """Report a `ConfigError` of the block as wrong usage of an option."""
    try:
        yield
    except ConfigError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def parse_size(text: str) -> tuple[int, int]:
    """(width, height) from `1280x720`, or from `512` for a square.

    Raises:
        ConfigError: the text is neither.
    """
    match = re.fullmatch(r"(\d{1,5})(?:[xX*](\d{1,5}))?", text.strip())
    if match is None:
        raise ConfigError(f"size {text!r} can't be read: expected WIDTHxHEIGHT like 1280x720, or one number")
    width = int(match[1])
    return width, int(match[2]) if match[2] else width


def parse_output_format(
    size: str | None,
    fps: float,
    framing: Framing,
    photo_size: tuple[int, int],
    *,
    even: bool,
) -> OutputFormat:
    """The output format that the options mean for one avatar.

    Args:
        size: `--size`, None for the default of the framing.
        fps: rate of the output.
        framing: `--framing`.
        photo_size: (width, height) of the avatar's photo.
        even: the output takes even sizes alone, as videos and virtual cameras do.
    """
    from vcam.engine.settings import OutputFormat

    with usage("--size"):
        if size is not None:
            width, height = parse_size(size)
            if even and (width % 2 or height % 2):
                raise ConfigError(f"size {size} is odd: expected an even width and height for a video")
        elif framing == "photo":
            width, height = (side - side % 2 if even else side for side in photo_size)
        else:
            width, height = DEFAULT_SIZE
        return OutputFormat(width=width, height=height, framing=framing, fps=fps)


def parse_settings(
    *,
    edits: str,
    motion: Motion,
    background: str,
    smoothing: bool = True,
    look: Path | None = None,
    skeleton: SkeletonKind = DEFAULT_SKELETON,
    badge: bool = False,
    face_lost: FaceLost = "ease",
    idle: float = 0.0,
) -> Settings:
    """Session settings from the options' texts; anything wrong in them is wrong usage.

    Raises:
        ConfigError: the look can't be used.
    """
    from vcam.engine.settings import Settings, parse_background
    from vcam.geometry.editing import parse_edits
    from vcam.geometry.looks import load_look
    from vcam.landmarks.smoothing import SmoothingConfig

    start = load_look(look.expanduser()) if look is not None else None
    with usage("--edits"):
        parsed = parse_edits(edits, start)
    with usage("--background"):
        behind = parse_background(str(Path(background).expanduser()) if background[:1] == "~" else background)
    return Settings(
        edits=parsed,
        motion=motion,
        skeleton=skeleton,
        background=behind,
        smoothing=SmoothingConfig(enabled=smoothing),
        badge=badge,
        face_lost=face_lost,
        idle=idle,
    )
