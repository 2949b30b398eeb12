"""The network for the whole head: what it sees, and what it changes of the picture."""

from dataclasses import replace

import numpy as np
import pytest

from vcam.avatar.builder import assemble
from vcam.engine.anchored.figure import make_anchored
from vcam.engine.anchored.head import FINENESS, IN_FACE, HeadLooks, head_area
from vcam.engine.anchored.renderer import AnchoredRenderer
from vcam.engine.renderer import Renderer
from vcam.engine.settings import OutputFormat
from vcam.engine.view import View, make_view
from vcam.errors import CheckpointError
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.models.head_network import MAX_DELTA

SIDE = 32
FOREHEAD = 151


def view_of(avatar, size=256):
    return make_view(avatar, OutputFormat(width=size, height=size, framing="photo"), Edits())


def turned(avatar, yaw=12.0):
    return retarget_relative(avatar.skeleton, avatar.skeleton, avatar.skeleton, Edits(yaw=yaw))


def test_it_sees_the_head_as_the_prior_draws_it(astronaut):
    looks, skeleton = HeadLooks(astronaut, SIDE), turned(astronaut)
    seen = looks.now(skeleton)
    area, fine = head_area(astronaut), FINENESS * SIDE
    view = View(left=area.left, top=area.top, scale=area.width / fine, width=fine, height=fine)
    drawn = Renderer(astronaut, view).render(skeleton)
    inside = (slice(drawn.top + 4, drawn.top + drawn.layer.shape[0] - 4), slice(drawn.left + 4, -4))
    found = seen.layer[inside].astype(float)
    wanted = drawn.layer[4:-4, 4 : found.shape[1] + 4]
    assert np.abs(found - wanted).mean() < 4  # the prior proper has a finer grid, and paints the eyes
    still = Renderer(astronaut, view).render(astronaut.skeleton).layer[4:-4, 4 : found.shape[1] + 4]
    assert np.abs(found - wanted).mean() < 0.5 * np.abs(still.astype(float) - wanted).mean()


def test_its_reach_leaves_out_openings_and_ends_at_the_edges(astronaut):
    looks, skeleton = HeadLooks(astronaut, SIDE), turned(astronaut)
    reach = looks.now(skeleton).maps[..., 1]
    area = head_area(astronaut)
    points = (skeleton.points()[:, :2] - (area.left, area.top)) / area.width * SIDE
    for group in (face.LIPS, face.RIGHT_IRIS, face.LEFT_IRIS):
        x, y = points[group].mean(0).astype(int)
        assert reach[y, x] == 0
    x, y = points[FOREHEAD].astype(int)
    assert reach[y, x] == 255
    assert reach[0].max() == reach[-1].max() == reach[:, 0].max() == reach[:, -1].max() == 0
    assert looks.now(astronaut.skeleton).maps[..., 1].max() == 0


def test_it_leaves_a_head_that_comes_near_or_goes_far_to_geometry(astronaut):
    looks, rest = HeadLooks(astronaut, SIDE), astronaut.skeleton
    strengths = [
        looks.strength(replace(rest, pose=replace(rest.pose, scale=ratio * rest.pose.scale)))
        for ratio in (1.08, 1.3, 0.75)
    ]
    assert strengths == [1, 0, 0]


def test_a_body_that_the_photo_cuts_moves_up_to_its_edge(astronaut):
    area = head_area(astronaut)
    last = round(area.top + 26.5 * area.width / SIDE)
    person = astronaut.layers.cutout[:last, ..., 3].astype(np.float32) / 255
    cut = assemble(astronaut.photo[:last], person, astronaut.points, "cut")
    reach = HeadLooks(cut, SIDE).now(turned(cut)).maps[..., 1]
    assert reach[25, 16] == 255
    assert reach[29:].max() == 0


def test_its_input_is_the_same_however_the_view_zooms(astronaut, make_head_networks):
    figure = make_anchored(astronaut, make_head_networks(0.0, 0.1))
    shown = turned(figure)
    pictures = []
    for zoom in (1.0, 1.6):
        view = make_view(figure, OutputFormat(width=256, height=256), Edits(zoom=zoom))
        head, prior = AnchoredRenderer(figure, view).render(shown), Renderer(figure, view).render(shown)
        added = head.layer[..., 0].astype(int) - prior.layer[..., 0]
        x, y = (shown.points()[FOREHEAD, :2] - (view.left, view.top)) / view.scale - (head.left, head.top)
        pictures.append(added[int(y), int(x)])
    assert pictures[0] == pytest.approx(pictures[1], abs=1)
    assert pictures[0] > 15


@pytest.mark.parametrize("cutout", [False, True])
def test_at_rest_and_with_zeros_it_is_the_prior(astronaut, make_head_networks, cutout):
    view = view_of(astronaut)
    prior = Renderer(astronaut, view, cutout=cutout)
    red = AnchoredRenderer(make_anchored(astronaut, make_head_networks(0.5, 0.5)), view, cutout=cutout)
    rest = astronaut.skeleton
    np.testing.assert_array_equal(red.render(rest).layer, prior.render(rest).layer)
    nothing = AnchoredRenderer(make_anchored(astronaut, make_head_networks(0.0, 0.0)), view, cutout=cutout)
    shown = turned(astronaut)
    found, wanted = nothing.render(shown).layer.astype(int), prior.render(shown).layer
    assert np.abs(found - wanted).max() <= 2  # the field is interpolated once more


def test_colours_change_within_reach_and_within_the_layer_alone(astronaut, make_head_networks):
    view, shown = view_of(astronaut), turned(astronaut)
    figure = make_anchored(astronaut, make_head_networks(0.0, 0.3))
    found = AnchoredRenderer(figure, view, cutout=True).render(shown).layer.astype(int)
    wanted = Renderer(astronaut, view, cutout=True).render(shown).layer.astype(int)
    assert (found[..., 0] - wanted[..., 0]).max() > 40
    assert np.abs(found[..., 1:] - wanted[..., 1:]).max() <= 2
    assert (found[..., :3] <= found[..., 3:]).all()
    assert np.abs(found[wanted[..., 3] == 0]).max() <= 2


def test_a_delta_moves_the_picture(astronaut, make_head_networks):
    view, shown = view_of(astronaut), turned(astronaut)
    figure = make_anchored(astronaut, make_head_networks(2.0, 0.0))
    found, wanted = (made.render(shown) for made in (AnchoredRenderer(figure, view), Renderer(figure, view)))
    x, y = (shown.points()[FOREHEAD, :2] - (view.left, view.top)) / view.scale - (found.left, found.top)
    forehead = (slice(int(y) - 8, int(y) + 8), slice(int(x) - 15, int(x) + 15))
    shift = round(IN_FACE * MAX_DELTA * np.tanh(2.0) * head_area(astronaut).width / view.scale)
    moved = np.roll(wanted.layer, -shift, 1)[forehead].astype(int)
    assert shift >= 3
    assert np.abs(found.layer[forehead] - moved).mean() < np.abs(wanted.layer[forehead] - moved).mean() / 2


def test_looks_are_shared_by_all_views_of_a_figure(astronaut, make_head_networks):
    figure = make_anchored(astronaut, make_head_networks(0.0, 0.2))
    first, second = AnchoredRenderer(figure, view_of(figure)), AnchoredRenderer(figure, view_of(figure, 128))
    assert first._head is second._head is figure.head_looks
    shown = turned(figure)
    before = first.render(shown).layer.copy()
    second.render(turned(figure, -12.0))
    np.testing.assert_array_equal(first.render(shown).layer, before)


def test_another_graph_is_refused(make_head_networks, make_runtime, make_generator):
    from vcam.engine.anchored.networks import AnchoredNetworks
    from vcam.engine.anchored.placement import PlacedNetwork

    other = PlacedNetwork("the head", make_runtime(make_generator(0.0)))
    with pytest.raises(CheckpointError, match="the graph of the head takes"):
        AnchoredNetworks(other, head=other)
