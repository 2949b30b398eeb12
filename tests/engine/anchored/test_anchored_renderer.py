"""The anchored renderer: the prior at rest, repairs where something moved, nothing elsewhere."""

import logging

import numpy as np
import pytest

from vcam.engine.anchored.figure import AnchoredFigure, anchored_or_prior, make_anchored
from vcam.engine.anchored.renderer import AnchoredRenderer
from vcam.engine.renderer import Renderer
from vcam.engine.renderers import drawing_device, make_renderer
from vcam.engine.settings import OutputFormat
from vcam.engine.view import View, make_view
from vcam.errors import CheckpointError
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.skeleton import Skeleton


@pytest.fixture(scope="module")
def red(astronaut, make_networks):
    return make_anchored(astronaut, make_networks(0.5))


def view_of(avatar, size=256):
    return make_view(avatar, OutputFormat(width=size, height=size, framing="photo"), Edits())


def speaking(avatar):
    expression = np.zeros_like(avatar.skeleton.shape)
    expression[face.LOWER_LIP_INNER[1:-1], 1] = 0.1
    return Skeleton(shape=avatar.skeleton.shape, expression=expression, pose=avatar.skeleton.pose)


def test_at_rest_it_is_the_prior(red):
    view = view_of(red)
    drawn = AnchoredRenderer(red, view).render(red.skeleton).layer
    np.testing.assert_array_equal(drawn, Renderer(red, view).render(red.skeleton).layer)


def test_networks_of_zeros_give_the_prior(astronaut, make_networks):
    figure, view = make_anchored(astronaut, make_networks(0.0)), view_of(astronaut)
    shown = speaking(figure)
    drawn = AnchoredRenderer(figure, view).render(shown).layer
    np.testing.assert_array_equal(drawn, Renderer(figure, view).render(shown).layer)


def test_it_can_be_left_off_between_its_parts(red):
    renderer, shown = AnchoredRenderer(red, view_of(red)), speaking(red)
    expected = renderer.render(shown).layer.copy()
    parts = []
    renderer.render(shown, on_part=lambda: parts.append(None))
    assert len(parts) > 2
    for last in range(len(parts)):
        ends = iter([True] * last)
        with pytest.raises(StopIteration):
            renderer.render(shown, on_part=lambda ends=ends: next(ends))
        np.testing.assert_array_equal(renderer.render(shown).layer, expected)


@pytest.mark.parametrize("size", [128, 512])
def test_a_moving_mouth_is_repaired_and_nothing_else(red, size):
    view, shown = view_of(red, size), speaking(red)
    drawn = AnchoredRenderer(red, view).render(shown)
    prior = Renderer(red, view).render(shown)
    changed = (drawn.layer.astype(int) - prior.layer)[..., :3]
    assert changed[..., 0].max() > 50
    assert changed[..., 1:].max() == 0
    lips = (shown.points()[face.LIPS, :2] + 0.5) / view.scale - (drawn.left, drawn.top)
    margin = 0.1 * shown.pose.scale / view.scale
    rows, columns = np.nonzero(changed[..., 0])
    for places, ends in ((columns, lips[:, 0]), (rows, lips[:, 1])):
        assert places.min() > ends.min() - margin
        assert places.max() < ends.max() + margin


def test_a_view_without_the_avatar_is_empty(red):
    far = View(left=1e5, top=1e5, scale=1.0, width=64, height=64)
    assert AnchoredRenderer(red, far).render(speaking(red)).layer.size == 0


def test_figures_are_drawn_by_it(red, astronaut):
    assert isinstance(make_renderer(red, view_of(red)), AnchoredRenderer)
    assert isinstance(make_renderer(astronaut, view_of(astronaut)), Renderer)
    assert drawing_device(red)[0] == "CPU"


def test_without_weights_the_prior_draws_and_one_line_says_why(astronaut, weights_folder, caplog):
    with caplog.at_level(logging.WARNING):
        avatar, reason = anchored_or_prior(astronaut)
    assert avatar is astronaut
    assert reason.startswith("The avatar is drawn by geometry alone: ")
    assert reason in caplog.text
    assert "\n" not in reason


def test_damaged_weights_are_not_used(astronaut, weights_folder):
    (weights_folder / "manifest.json").write_text(
        '{"weights": [{"name": "anchored", "file": "a.onnx", "bytes": 4, "sha256": "0", '
        '"purpose": "", "licence": "", "source": "", "recipe": ""}]}'
    )
    (weights_folder / "a.onnx").write_bytes(b"oops")
    with pytest.raises(CheckpointError, match="damaged"):
        make_anchored(astronaut)
    assert not isinstance(anchored_or_prior(astronaut)[0], AnchoredFigure)


def test_networks_that_draw_no_picture_are_refused(make_networks):
    with pytest.raises(CheckpointError, match="no picture"):
        make_networks(float("nan"))
