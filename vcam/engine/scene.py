"""What is prepared once for an avatar, a view and a background, so that a frame costs only drawing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from vcam.avatar.avatar import Avatar
from vcam.engine.compositor import Compositor
from vcam.engine.renderers import AvatarRenderer, make_renderer
from vcam.engine.settings import Background, OutputFormat, Settings
from vcam.engine.view import View, make_view
from vcam.frames import Image


@dataclass(frozen=True, eq=False, kw_only=True)
class Scene:
    """An avatar ready to be drawn.

    Args:
        avatar: whom it shows.
        renderer, compositor: for one view.
        background: behind the avatar.
        cards: still cards that were drawn already, by their text.
    """

    avatar: Avatar
    renderer: AvatarRenderer
    compositor: Compositor
    background: Background
    cards: dict[str, Image] = field(default_factory=dict)


def prepare_scene(
    avatar: Avatar, output_format: OutputFormat, settings: Settings, kept: Scene | None = None
) -> Scene:
    """The scene for an avatar and settings; takes some milliseconds to tenths of a second, in any thread.

    Args:
        avatar: to show.
        output_format: size and framing.
        settings: edits and background count.
        kept: an older scene; what still fits is taken from it, itself if everything does.

    Raises:
        VcamError: the background or the avatar's networks can't be used.
    """
    view = make_view(avatar, output_format, settings.edits)
    background = settings.background
    cutout = background.kind != "photo"
    if kept is not None and _fits(kept, avatar, view, cutout):
        if kept.background == background:
            return kept
        compositor = Compositor(avatar, view, background)
        return Scene(avatar=avatar, renderer=kept.renderer, compositor=compositor, background=background)
    # Both mostly scale pictures, which holds no lock: side by side they take little more than the longer one.
    with ThreadPoolExecutor(1, "vcam-scene") as helper:
        composing = helper.submit(Compositor, avatar, view, background)
        renderer = make_renderer(avatar, view, cutout=cutout)
        return Scene(avatar=avatar, renderer=renderer, compositor=composing.result(), background=background)


def _fits(kept: Scene, avatar: Avatar, view: View, cutout: bool) -> bool:
    """Whether the renderer of an older scene can go on."""
    return kept.avatar is avatar and kept.renderer.view == view and kept.renderer.cutout == cutout
