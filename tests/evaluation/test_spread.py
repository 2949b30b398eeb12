"""Items spread over a stream."""

import pytest

from vcam.evaluation.spread import Spread


def chosen(count, length):
    spread = Spread(count)
    for item in range(length):
        spread.offer(lambda item=item: item)
    return spread.chosen()


def test_a_short_stream_is_given_whole():
    assert chosen(5, 0) == []
    assert chosen(5, 3) == [0, 1, 2]
    assert chosen(3, 5) == [0, 2, 4]


@pytest.mark.parametrize("length", [40, 333, 5000])
def test_a_long_stream_is_given_from_end_to_end(length):
    items = chosen(5, length)
    expected = [place * (length - 1) / 4 for place in range(5)]
    assert items == pytest.approx(expected, abs=0.06 * length)


def test_only_some_items_are_made():
    made = []
    spread = Spread(2)
    for item in range(1000):
        spread.offer(lambda item=item: made.append(item))
    assert len(made) < 100
