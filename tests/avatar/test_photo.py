"""Reading photos of every common kind, and refusing what is none."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from vcam.avatar.photo import BACKDROP, MAX_SIDE_PX, decode_photo, load_photo
from vcam.errors import PhotoRejected


def corner_picture(width: int = 80, height: int = 60) -> np.ndarray:
    """Dark grey with a red top-left quarter, so that turns show."""
    image = np.full((height, width, 3), 40, np.uint8)
    image[: height // 2, : width // 2] = (220, 30, 30)
    return image


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def test_plain_png_is_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "a b.png"
    path.write_bytes(encoded(Image.fromarray(corner_picture()), "PNG"))
    photo = load_photo(path)
    np.testing.assert_array_equal(photo.rgb, corner_picture())
    assert (photo.alpha, photo.name, photo.suffix, photo.size) == (None, "a b", ".png", (80, 60))
    assert photo.original_bytes == path.read_bytes()
    assert not photo.rgb.flags.writeable


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_exif_orientation_is_applied(orientation: int, kind: str) -> None:
    turns = {
        1: lambda a: a, 2: np.fliplr, 3: lambda a: np.rot90(a, 2), 4: np.flipud,
        5: lambda a: a.swapaxes(0, 1), 6: lambda a: np.rot90(a, 1),
        7: lambda a: np.rot90(a, 2).swapaxes(0, 1), 8: lambda a: np.rot90(a, -1),
    }  # fmt: skip
    stored = np.ascontiguousarray(turns[orientation](corner_picture()))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    options = {"quality": 95} if kind in ("JPEG", "WEBP") else {}
    photo = decode_photo(encoded(Image.fromarray(stored), kind, exif=exif, **options), name="x")
    assert photo.size == (80, 60)
    assert np.abs(photo.rgb.astype(int) - corner_picture())[5:25, 5:35].mean() < 12
    assert np.abs(photo.rgb.astype(int) - corner_picture())[35:, 45:].mean() < 12


def test_long_pictures_are_bounded() -> None:
    picture = Image.fromarray(np.full((700, 4200, 3), (10, 120, 200), np.uint8))
    for kind in ("PNG", "JPEG"):
        photo = decode_photo(encoded(picture, kind), name="x")
        assert photo.size == (MAX_SIDE_PX, round(700 * MAX_SIDE_PX / 4200))
        assert np.abs(photo.rgb.astype(int) - (10, 120, 200)).max() <= 3


def test_turned_and_bounded_at_once() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    picture = Image.fromarray(np.zeros((1200, 4096, 3), np.uint8))
    assert decode_photo(encoded(picture, "JPEG", exif=exif), name="x").size == (600, 2048)


def test_transparency_becomes_alpha_over_the_backdrop() -> None:
    rgba = np.dstack([corner_picture(), np.full((60, 80), 255, np.uint8)])
    rgba[40:, 40:] = (255, 0, 255, 0)
    photo = decode_photo(encoded(Image.fromarray(rgba), "PNG"), name="x")
    assert photo.alpha is not None
    assert photo.alpha[50, 60] == 0
    assert photo.alpha[5, 5] == 255
    assert tuple(photo.rgb[50, 60]) == BACKDROP
    assert tuple(photo.rgb[5, 5]) == (220, 30, 30)


def test_opaque_alpha_channel_is_no_alpha() -> None:
    rgba = np.dstack([corner_picture(), np.full((60, 80), 255, np.uint8)])
    assert decode_photo(encoded(Image.fromarray(rgba), "PNG"), name="x").alpha is None


def test_palette_with_transparency() -> None:
    picture = Image.fromarray(corner_picture()).convert("P", palette=Image.Palette.ADAPTIVE)
    transparent = picture.getpixel((5, 5))
    for options in ({}, {"transparency": transparent}):
        photo = decode_photo(encoded(picture, "PNG", **options), name="x")
        assert np.abs(photo.rgb[50, 60].astype(int) - 40).max() <= 4
        assert (photo.alpha is not None) == bool(options)


@pytest.mark.parametrize("mode", ["L", "1", "LA", "CMYK", "YCbCr"])
def test_other_modes(mode: str) -> None:
    grey = np.full((60, 80), 255, np.uint8)
    kind = {"CMYK": "JPEG", "YCbCr": "JPEG"}.get(mode, "PNG")
    photo = decode_photo(encoded(Image.fromarray(grey).convert(mode), kind), name="x")
    assert photo.rgb.shape == (60, 80, 3)
    assert photo.rgb.min() >= 253


def test_16_bit_grey_and_colour_are_scaled_not_clipped() -> None:
    ramp = np.linspace(0, 65535, 80)[None].repeat(60, 0).astype(np.uint16)
    expected = np.round(ramp / 257).astype(int)
    for array in (ramp, np.dstack([ramp] * 3), np.dstack([ramp] * 3 + [np.full_like(ramp, 65535)])):
        for suffix in (".png", ".tif"):
            if suffix == ".tif" and array.ndim == 3 and array.shape[2] == 4:
                continue
            _, data = cv2.imencode(suffix, array)
            photo = decode_photo(data.tobytes(), name="x")
            assert np.abs(photo.rgb[..., 1].astype(int) - expected).max() <= 1, (array.shape, suffix)


def test_float_grey() -> None:
    ramp = np.linspace(0, 1, 80, dtype=np.float32)[None].repeat(60, 0)
    photo = decode_photo(encoded(Image.fromarray(ramp), "TIFF"), name="x")
    assert np.abs(photo.rgb[0, :, 0].astype(int) - np.round(ramp[0] * 255)).max() <= 1


@pytest.mark.parametrize("kind", ["WEBP", "BMP", "GIF", "TIFF", "AVIF", "HEIF"])
def test_other_formats(kind: str) -> None:
    if kind == "HEIF":
        pytest.importorskip("pillow_heif", reason="pillow-heif is not installed").register_heif_opener()
    Image.init()
    if kind not in Image.SAVE:
        pytest.skip(f"this Pillow can't write {kind}")
    photo = decode_photo(encoded(Image.fromarray(corner_picture()), kind), name="x")
    assert photo.size == (80, 60)
    assert np.abs(photo.rgb.astype(int) - corner_picture())[5:25, 5:35].mean() < 15


def test_colour_profile_is_applied() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = decode_photo(encoded(Image.fromarray(corner_picture()), "PNG", icc_profile=profile), name="x")
    assert np.abs(same.rgb.astype(int) - corner_picture()).max() <= 1
    broken = decode_photo(
        encoded(Image.fromarray(corner_picture()), "PNG", icc_profile=b"no profile"), name="x"
    )
    np.testing.assert_array_equal(broken.rgb, corner_picture())


def test_a_wrong_suffix_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "really a jpeg.png"
    path.write_bytes(encoded(Image.fromarray(corner_picture()), "JPEG"))
    assert load_photo(path).suffix == ".jpg"


def test_truncated_jpeg_is_refused() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), "JPEG")
    with pytest.raises(PhotoRejected, match="damaged or incomplete"):
        decode_photo(data[: len(data) // 2], name="half.jpg")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP"])
def test_damaged_files_never_raise_anything_else(kind: str) -> None:
    generator = np.random.default_rng(1)
    picture = Image.fromarray(generator.integers(0, 255, (64, 64, 3), dtype=np.uint8))
    data = encoded(picture, kind)
    for _ in range(60):
        damaged = bytearray(data[: generator.integers(1, len(data) + 1)])
        for position in generator.integers(0, len(damaged), 6):
            damaged[position] = generator.integers(0, 256)
        with contextlib.suppress(PhotoRejected):
            assert decode_photo(bytes(damaged), name="x").rgb.dtype == np.uint8


def test_text_named_png_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("shopping list: milk, bread\n" * 20)
    with pytest.raises(PhotoRejected, match=r"notes\.png.*not a picture"):
        load_photo(path)


def bomb(width: int, height: int) -> bytes:
    """A valid PNG of huge size in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = bytes(1 + width // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(20_000, 20_000), (12_000, 11_000)])
def test_a_bomb_is_refused_before_it_is_decoded(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", explode)
    with pytest.raises(PhotoRejected, match="million: scale it down"):
        decode_photo(bomb(*size), name="bomb.png")


def test_small_and_narrow_pictures_are_refused() -> None:
    for width, height in ((10, 10), (8000, 40)):
        with pytest.raises(PhotoRejected, match=r"expected at least|too narrow"):
            decode_photo(encoded(Image.new("RGB", (width, height)), "PNG"), name="x")


def test_missing_empty_folder_and_unreadable(tmp_path: Path) -> None:
    with pytest.raises(PhotoRejected, match="there is no photo"):
        load_photo(tmp_path / "none.jpg")
    with pytest.raises(PhotoRejected, match="is not a file"):
        load_photo(tmp_path)
    with pytest.raises(PhotoRejected, match="can't be read"):
        load_photo("nul\0byte.png")
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(PhotoRejected, match="is empty"):
        load_photo(tmp_path / "empty.jpg")


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(PhotoRejected, match="200 MB"):
        load_photo(path)


def test_scripts_disguised_as_pictures_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "drawing.png"
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\nshowpage\n")
    with pytest.raises(PhotoRejected, match="not a picture"):
        load_photo(path)
