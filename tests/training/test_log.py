"""Logs: one row each, truncated where training goes back, TensorBoard or one sentence."""

from __future__ import annotations

import importlib.util

import pytest

from vcam.errors import BackendUnavailable, TrainingError
from vcam.training.log import CsvLog, Means, TensorBoardLog


def write(path, iterations, done=0):
    log = CsvLog(path, ("a", "b"), done=done)
    for iteration in iterations:
        log.add(iteration, {"b": 2.0, "a": iteration / 3})
    log.close()
    return path.read_text(encoding="utf-8").splitlines()


def test_rows_in_the_columns_order(tmp_path):
    assert write(tmp_path / "log.csv", [1]) == ["iteration,a,b", "1,0.333333,2"]


def test_going_back_removes_later_rows(tmp_path):
    path = tmp_path / "log.csv"
    write(path, [1, 2, 3, 4])
    assert [row.split(",")[0] for row in write(path, [3], done=2)] == ["iteration", "1", "2", "3"]


def test_a_row_cut_short_is_left_out(tmp_path):
    path = tmp_path / "log.csv"
    write(path, [1, 2])
    path.write_text(path.read_text() + "3,0.")
    assert write(path, [], done=9)[-1].startswith("2,")


def test_something_else_is_not_overwritten(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("name,age\nx,3\n")
    with pytest.raises(TrainingError, match="is no log"):
        CsvLog(path, ("a", "b"), done=0)
    assert path.read_text() == "name,age\nx,3\n"


def test_means_since_the_last_time(tmp_path):
    rows = []

    class Kept:
        def add(self, iteration, values):
            rows.append((iteration, values))

    means = Means([Kept()])
    for value in (1.0, 3.0):
        means.add({"a": value})
    means.write(2)
    means.add({"a": 7.0})
    means.write(3)
    assert rows == [(2, {"a": 2.0}), (3, {"a": 7.0})]


@pytest.mark.skipif(importlib.util.find_spec("tensorboard") is not None, reason="TensorBoard is installed")
def test_tensorboard_missing_is_one_sentence(tmp_path):
    with pytest.raises(BackendUnavailable, match="install the package tensorboard"):
        TensorBoardLog(tmp_path, done=0)
