"""The file of reduced heads."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from small_heads import small_heads

from vcam.errors import TrainingError
from vcam.synthetic.heads import (
    ERROR_TENSORS,
    FILE,
    FORMAT,
    HEAD_TENSORS,
    read_heads,
    view_terms,
    write_heads,
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    heads = small_heads()
    write_heads(tmp_path / FILE, heads)
    found = read_heads(tmp_path)
    for name in HEAD_TENSORS:
        np.testing.assert_array_equal(getattr(found, name), getattr(heads, name))
    for name in ERROR_TENSORS:
        np.testing.assert_array_equal(getattr(found.errors, name), getattr(heads.errors, name))
    assert found.units == heads.units


def test_a_missing_file_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="vcam train synth"):
        read_heads(tmp_path)


@pytest.mark.parametrize("damage", ["version", "shape", "missing", "units", "bytes"])
def test_a_damaged_file_is_refused(damage: str, tmp_path: Path) -> None:
    path, heads = tmp_path / FILE, small_heads()
    write_heads(path, replace(heads, units=heads.units[1:]) if damage == "units" else heads)
    tensors = load_file(path)
    described = {"version": 2 if damage == "version" else 1, "units": heads.units, "face_height_cm": 18.0}
    if damage == "shape":
        tensors["neutral"] = tensors["neutral"][1:]
    if damage == "missing":
        del tensors["modes"]
    if damage in ("version", "shape", "missing"):
        save_file(tensors, path, {FORMAT: json.dumps(described)})
    if damage == "bytes":
        path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(TrainingError, match="can't be read"):
        read_heads(tmp_path)


def test_view_terms_of_a_frontal_face_are_its_mean() -> None:
    np.testing.assert_array_equal(view_terms(np.array([0.0, 0.0, 1.0])), [1, 0, 0, 0, 0, 0])
    np.testing.assert_allclose(view_terms(np.array([[0.5, 0.2, 0.8]])), [[1, 0.5, 0.2, 0.25, 0.1, 0.04]])
