"""The rasteriser against straightforward drawing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vcam.geometry.rasteriser import rasterise


def draw(triangles, order, size):
    """(size, size, 3) weights of the corners and (size, size) triangle on top."""
    weights = np.zeros((size, size, 3), np.float32)
    top = np.full((size, size), -1, np.int32)
    values = np.broadcast_to(np.eye(3, dtype=np.float32), triangles.shape[:1] + (3, 3)).copy()
    rasterise(triangles, values, order, weights, top)
    return weights, top


def corners(rng, count, size):
    centres = rng.uniform(0, size, (count, 1, 2))
    return (centres + rng.uniform(-9, 9, (count, 3, 2))).astype(np.float32)


def reference(triangles, order, size):
    """Triangle on top of each pixel; -1 for none, None where an edge is too near to tell."""
    top = np.full((size, size), -1, object)
    for index in order:
        a, b, c = triangles[index].astype(np.float64)
        area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        for y in range(size):
            for x in range(size):
                w1 = ((x - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) / area
                w2 = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / area
                least = min(w1, w2, 1 - w1 - w2)
                if least > 0.01:
                    top[y, x] = index
                elif least > -0.01:
                    top[y, x] = None
    return top


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_last_triangle_drawn_is_on_top(seed):
    rng = np.random.default_rng(seed)
    triangles, size = corners(rng, 12, 24), 24
    order = rng.permutation(12)
    _, top = draw(triangles, order, size)
    for got, wanted in zip(top.ravel(), reference(triangles, order, size).ravel(), strict=True):
        assert wanted is None or got == wanted


def test_weights_give_the_pixel_back():
    triangles = corners(np.random.default_rng(3), 40, 64)
    weights, top = draw(triangles, np.arange(40), 64)
    row, column = np.nonzero(top >= 0)
    back = np.einsum("nk,nkc->nc", weights[row, column], triangles[top[row, column]])
    np.testing.assert_allclose(back, np.column_stack([column, row]), atol=1e-3)


def test_neighbours_leave_no_crack():
    rng = np.random.default_rng(1)
    grid = np.stack(np.meshgrid(np.arange(0, 65, 8), np.arange(0, 65, 8)), -1).astype(np.float32)
    grid[1:-1, 1:-1] += rng.uniform(-2, 2, (7, 7, 2))
    a, b, c, d = grid[:-1, :-1], grid[:-1, 1:], grid[1:, :-1], grid[1:, 1:]
    triangles = np.concatenate([np.stack(t, 2).reshape(-1, 3, 2) for t in ((a, b, c), (b, d, c))])
    _, top = draw(triangles.astype(np.float32), np.arange(len(triangles)), 64)
    assert (top >= 0).all()


def test_triangles_without_area_or_outside_draw_nothing():
    flat = np.array([[[1, 1], [5, 5], [9, 9]], [[-9, -9], [-5, -9], [-9, -5]]], np.float32)
    weights, top = draw(flat, np.arange(2), 16)
    assert (top == -1).all()
    assert not weights.any()
