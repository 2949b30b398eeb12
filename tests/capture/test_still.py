"""Still pictures as driving sources."""

from __future__ import annotations

from pathlib import Path

import clips
import numpy as np
import pytest
from PIL import Image as Pillow

from vcam.capture.still import ImageSource, load_picture
from vcam.errors import CaptureError, ConfigError


def picture(width: int = 60, height: int = 40) -> Pillow.Image:
    """Grey 100 with a white square in the top left corner."""
    values = np.full((height, width, 3), 100, np.uint8)
    values[: height // 3, : width // 3] = 255
    return Pillow.fromarray(values)


def test_once_when_read_as_a_file(tmp_path: Path) -> None:
    picture().save(tmp_path / "p.png")
    with ImageSource(tmp_path / "p.png") as source:
        assert (source.frame_count, source.live) == (1, False)
        frame = source.read()
        assert frame is not None
        assert frame.image.shape == (40, 60, 3)
        assert source.read() is None


def test_again_and_again_when_live(tmp_path: Path) -> None:
    picture().save(tmp_path / "p.png")
    with ImageSource(tmp_path / "p.png", fps=50, realtime=True) as source:
        frames = [source.read() for _ in range(4)]
        assert source.frame_count is None
    assert [frame.index for frame in frames if frame] == [0, 1, 2, 3]
    times_s = [frame.captured_at_s for frame in frames if frame]
    assert times_s[-1] - times_s[0] > 0.05
    assert source.read() is None


def test_again_and_again_when_looping_unpaced(tmp_path: Path) -> None:
    picture().save(tmp_path / "p.png")
    with ImageSource(tmp_path / "p.png", fps=25, loop=True) as source:
        times_s = [frame.captured_at_s for frame in (source.read() for _ in range(3)) if frame]
    assert times_s == pytest.approx([0.0, 0.04, 0.08])
    with pytest.raises(ConfigError):
        ImageSource(tmp_path / "p.png", fps=0)


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, "top left"), (2, "top right"), (3, "bottom right"), (6, "top right"), (8, "bottom left")],
)
def test_exif_orientation(tmp_path: Path, orientation: int, corner: str) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    picture().save(tmp_path / "p.jpg", exif=exif, quality=95)
    image = load_picture(tmp_path / "p.jpg")
    assert clips.white_corner(image) == corner
    assert image.shape == ((60, 40, 3) if orientation in (6, 8) else (40, 60, 3))


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [("CMYK", ".tif"), ("CMYK", ".jpg"), ("L", ".jpg"), ("L", ".bmp"), ("RGBA", ".webp")]
    + [(mode, suffix) for mode in ("L", "P", "RGBA", "LA", "1", "I;16") for suffix in (".png", ".tif")],
)
def test_every_mode_becomes_rgb(tmp_path: Path, mode: str, suffix: str) -> None:
    if mode == "I;16":
        grey = np.asarray(picture().convert("L")).astype(np.uint16) * 257
        made = Pillow.fromarray(grey)
    else:
        made = picture().convert(mode)
    made.save(tmp_path / f"p{suffix}")
    image = load_picture(tmp_path / f"p{suffix}")
    assert image.shape == (40, 60, 3)
    assert image.dtype == np.uint8
    assert clips.white_corner(image) == "top left"
    if mode != "1":
        assert clips.grey_level(image) == pytest.approx(100, abs=3)


def test_transparent_parts_are_white(tmp_path: Path) -> None:
    Pillow.new("RGBA", (8, 8), (200, 0, 0, 0)).save(tmp_path / "p.png")
    assert load_picture(tmp_path / "p.png").min() == 255


def test_large_pictures_are_bounded(tmp_path: Path) -> None:
    Pillow.new("RGB", (5000, 2500), "red").save(tmp_path / "p.jpg")
    assert load_picture(tmp_path / "p.jpg").shape == (1024, 2048, 3)


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    for side in (12_000, 20_000):
        Pillow.new("1", (side, side)).save(tmp_path / "bomb.png")
        with pytest.raises(CaptureError, match="make it smaller"):
            load_picture(tmp_path / "bomb.png")


def test_bad_files_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("this is a text")
    (tmp_path / "empty.png").touch()
    picture(600, 400).save(tmp_path / "whole.jpg")
    (tmp_path / "cut.jpg").write_bytes((tmp_path / "whole.jpg").read_bytes()[:900])
    for name, reason in (
        ("text.png", "not a picture"),
        ("empty.png", "not a picture"),
        ("cut.jpg", "damaged"),
        ("missing.png", "there is no picture"),
    ):
        with pytest.raises(CaptureError, match=reason) as caught:
            ImageSource(tmp_path / name)
        assert "\n" not in str(caught.value)


def test_heic_photos(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="needs pillow-heif")
    pillow_heif.from_pillow(picture(64, 48)).save(tmp_path / "p.heic", quality=95)
    image = load_picture(tmp_path / "p.heic")
    assert image.shape == (48, 64, 3)
    assert clips.white_corner(image) == "top left"
