"""The order of the data: a function of seed and iteration, the same for any number of processes."""

from __future__ import annotations

from itertools import islice

import cv2
import numpy as np
import torch
from training_runs import SmallPairs

from vcam.training.distributed import Processes
from vcam.training.stream import Schedule, load_parts


def take(count, first=0, **changes):
    schedule = Schedule(**{"length": 5, "part": 4, "seed": 3, **changes})
    return list(islice(schedule.parts(first), count))


def test_every_epoch_visits_every_pair_once():
    positions = [position for part in take(5) for position in part]
    assert sorted(positions) == [(epoch, index) for epoch in range(4) for index in range(5)]


def test_epochs_and_seeds_differ():
    positions = [position for part in take(5) for position in part]
    orders = [tuple(index for e, index in positions if e == epoch) for epoch in range(4)]
    assert len(set(orders)) > 1
    assert take(2) != take(2, seed=4)


def test_it_begins_anywhere():
    assert take(10)[7:] == take(3, first=7)


def test_processes_and_parts_share_one_batch():
    whole = take(2)
    split = [take(4, part=1, accumulate=2, world=2, rank=rank) for rank in range(2)]
    for iteration in range(2):
        mine = [split[rank][2 * iteration + part] for part in range(2) for rank in range(2)]
        assert [position for part in mine for position in part] == whole[iteration]


def test_a_number_of_iterations_ends_it():
    assert len(list(Schedule(length=2, part=1, accumulate=3).parts(4, 2))) == 6


def test_workers_read_the_same_batches():
    def images(workers):
        parts = Schedule(length=3, part=2).parts(0, 4)
        return [b.source.image for b in load_parts(SmallPairs(), parts, Processes(), workers=workers)]

    # Threads of OpenCV, which a forked worker would wait for without end.
    cv2.GaussianBlur(np.zeros((2000, 2000, 3), np.uint8), (31, 31), 5)
    for alone, by_workers in zip(images(0), images(2), strict=True):
        assert alone.shape == (2, 3, 32, 32)
        assert torch.equal(alone, by_workers)


def test_the_epoch_reaches_the_data():
    (batch,) = load_parts(SmallPairs(), iter([[(0, 1), (7, 1)]]), Processes())
    assert not torch.equal(batch.source.image[0], batch.source.image[1])
