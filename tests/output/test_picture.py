"""Single pictures: written whole, with the notice, in the format that the name tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from vcam.errors import RecordingError
from vcam.output.base import SYNTHETIC_NOTICE
from vcam.output.picture import write_picture

IMAGE = np.full((20, 30, 3), (200, 60, 20), np.uint8)


def test_a_png_is_exact_and_carries_the_notice(tmp_path: Path) -> None:
    write_picture(IMAGE, tmp_path / "new" / "a.png")
    with Pillow.open(tmp_path / "new" / "a.png") as written:
        np.testing.assert_array_equal(np.asarray(written), IMAGE)
        assert written.info["Comment"] == SYNTHETIC_NOTICE


def test_a_jpeg_is_near_and_carries_the_notice(tmp_path: Path) -> None:
    write_picture(IMAGE, tmp_path / "a.JPG")
    with Pillow.open(tmp_path / "a.JPG") as written:
        np.testing.assert_allclose(np.asarray(written), IMAGE, atol=6)
        assert written.info["comment"] == SYNTHETIC_NOTICE.encode()


def test_other_names_and_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"ends in \.png or \.jpg"):
        write_picture(IMAGE, tmp_path / "a.gif")
    (tmp_path / "file").touch()
    with pytest.raises(RecordingError, match="can't be written"):
        write_picture(IMAGE, tmp_path / "file" / "a.png")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
