"""A figure in a view: the networks' square, its seam, its surroundings, and the way into the stage."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from engine_fakes import FakeTracker, camera, until

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.figure import BilayerFigure
from vcam.engine.bilayer.renderer import SEAM, BilayerRenderer
from vcam.engine.compositor import Compositor
from vcam.engine.renderer import Renderer
from vcam.engine.renderers import drawing_device, make_renderer
from vcam.engine.session import Session
from vcam.engine.settings import OutputFormat, Settings, parse_background
from vcam.engine.stage import Stage
from vcam.engine.view import View, make_view
from vcam.frames import Landmarks, TrackedFrame
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import normalise


def turned(avatar: Avatar, **edits: float) -> Skeleton:
    rest = avatar.skeleton
    return retarget_relative(rest, rest, rest, Edits(**edits))


def square_view(figure: BilayerFigure) -> View:
    """Shows the networks' crop pixel by pixel."""
    crop, side = figure.portrait.crop, figure.portrait.config.image_size
    return View(left=crop.left, top=crop.top, scale=crop.side / side, width=side, height=side)


def inside(figure: BilayerFigure) -> slice:
    """Rows or columns of that view beyond any seam."""
    side = figure.portrait.config.image_size
    border = int(np.ceil(2 * SEAM * side))
    return slice(border, side - border)


def test_which_renderer_draws(figure: BilayerFigure, astronaut: Avatar) -> None:
    assert isinstance(make_renderer(figure, square_view(figure)), BilayerRenderer)
    assert isinstance(make_renderer(astronaut, square_view(figure)), Renderer)


def test_inside_the_seam_it_is_the_networks_picture(figure: BilayerFigure) -> None:
    skeleton = turned(figure, yaw=15)
    picture = BilayerRenderer(figure, square_view(figure)).render(skeleton)
    drawn = figure.portrait.draw(normalise(keypoints_68(skeleton.points()), figure.portrait.crop))
    part = inside(figure)
    left, top = picture.left, picture.top
    found = picture.layer[part.start - top : part.stop - top, part.start - left : part.stop - left]
    np.testing.assert_allclose(found.astype(int), drawn[part, part], atol=1)


def test_alpha_follows_the_mask(figure: BilayerFigure) -> None:
    skeleton = turned(figure)
    rendering = figure.portrait.render(normalise(keypoints_68(skeleton.points()), figure.portrait.crop))
    mask = rendering.drawn.mask[0, 0].numpy()
    assert mask.max() - mask.min() > 0.05
    part = inside(figure)
    for cutout in (False, True):
        picture = BilayerRenderer(figure, square_view(figure), cutout=cutout).render(skeleton)
        alpha = picture.layer[part, part, 3]
        np.testing.assert_allclose(alpha, 255 * mask[part, part], atol=1.01)


def test_the_square_passes_into_the_warped_photo(figure: BilayerFigure, astronaut: Avatar) -> None:
    view, skeleton = make_view(figure, OutputFormat(width=320, height=180), Edits()), turned(figure, yaw=10)
    picture, prior = (make_renderer(a, view).render(skeleton) for a in (figure, astronaut))
    assert picture.layer.shape == prior.layer.shape
    difference = np.abs(picture.layer.astype(int) - prior.layer).max(2)
    crop = figure.portrait.crop
    x = view.left + (picture.left + np.arange(difference.shape[1]) + 0.5) * view.scale
    y = view.top + (picture.top + np.arange(difference.shape[0]) + 0.5) * view.scale
    beyond = (x < crop.left) | (x > crop.left + crop.side)
    below = (y < crop.top) | (y > crop.top + crop.side)
    assert difference[:, beyond].max(initial=0) == 0
    assert difference[below].max(initial=0) == 0
    middle = np.s_[difference.shape[0] // 2, difference.shape[1] // 2]
    assert difference[middle] > 5
    # No step where the square begins.
    column = difference[:, difference.shape[1] // 2].astype(int)
    start = np.flatnonzero(column)[0]
    assert column[start : start + 2].max() < 0.4 * column.max()


def test_it_moves_with_the_driver(figure: BilayerFigure) -> None:
    renderer = BilayerRenderer(figure, square_view(figure))
    rest, moved = (renderer.render(turned(figure, yaw=yaw)).layer for yaw in (0, 25))
    part = inside(figure)
    assert np.abs(rest[part, part].astype(int) - moved[part, part]).max() > 2


@pytest.mark.parametrize("output", [OutputFormat(width=320, height=180), OutputFormat(width=96, height=200)])
@pytest.mark.parametrize("edits", [Edits(), Edits(zoom=2, x=0.4), Edits(zoom=0.5, y=-0.5)])
@pytest.mark.parametrize("background", ["photo", "blur", "#00ff00"])
def test_every_view_and_background(
    figure: BilayerFigure, output: OutputFormat, edits: Edits, background: str
) -> None:
    settings = Settings(edits=edits, background=parse_background(background))
    composite = Stage(figure, output, settings).draw(None, 0.0)
    assert composite.image.shape == (output.height, output.width, 3)


def test_a_view_beside_the_figure_shows_nothing_of_it(figure: BilayerFigure) -> None:
    view = View(left=-5000, top=-5000, scale=1, width=64, height=64)
    assert BilayerRenderer(figure, view).render(figure.skeleton).layer.size == 0


def test_where_the_mask_is_empty_the_background_shows(figure: BilayerFigure) -> None:
    view = square_view(figure)
    background = parse_background("#00ff00")
    picture = BilayerRenderer(figure, view, cutout=True).render(figure.skeleton)
    image = Compositor(figure, view, background).compose(picture)
    drawn = figure.portrait.draw(figure.portrait.keypoints[0].numpy()).astype(int)
    part = inside(figure)
    expected = drawn[..., :3] + (255 - drawn[..., 3:]) * np.array([0, 1, 0])
    np.testing.assert_allclose(image[part, part].astype(int), expected[part, part], atol=2)


def test_where_it_is_drawn_is_told(figure: BilayerFigure, astronaut: Avatar) -> None:
    assert drawing_device(figure) == ("CPU", "The device was chosen by the user.")
    assert drawing_device(astronaut) == ("CPU", "The warp prior draws on it.")


def test_a_session_swaps_the_renderer_and_tells_its_device(figure: BilayerFigure, astronaut: Avatar) -> None:
    session = Session(
        source=camera,
        tracker=lambda: FakeTracker(lambda _: astronaut.landmarks),
        avatar=astronaut,
        output_format=OutputFormat(width=64, height=64, fps=60),
    )
    with session:
        until(lambda: "warp prior" in session.statistics().drawing_reason)
        session.swap_avatar(figure)
        until(lambda: session.statistics().drawing_reason == "The device was chosen by the user.")
        assert session.statistics().last_error is None


def test_the_stage_swaps_between_renderers(figure: BilayerFigure, astronaut: Avatar) -> None:
    stage = Stage(astronaut, OutputFormat(width=160, height=90), Settings(motion="absolute"))
    landmarks = Landmarks(points=astronaut.points.copy(), image_size=astronaut.size)
    tracked = TrackedFrame(landmarks=landmarks, index=3, captured_at_s=0.0)
    prior = stage.draw(tracked, 0.0)
    stage.swap_avatar(figure)
    networks = [stage.draw(tracked, at_s) for at_s in (1.0, 2.0)][-1]  # the first one fades in
    stage.swap_avatar(astronaut)
    again = [stage.draw(tracked, at_s) for at_s in (3.0, 4.0)][-1]
    assert np.abs(prior.image.astype(int) - networks.image).max() > 20
    np.testing.assert_array_equal(prior.image, again.image)
    assert cv2.absdiff(networks.image, prior.image)[:, :10].max() == 0
