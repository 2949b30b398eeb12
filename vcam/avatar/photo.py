"""Reading source photos: any common picture file becomes upright 8-bit RGB of bounded size."""

from __future__ import annotations

import io
import logging
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, ImageCms, UnidentifiedImageError
from PIL import Image as Pillow

from vcam.errors import PhotoRejected
from vcam.frames import Image, check_image

logger = logging.getLogger(__name__)

MAX_SIDE_PX = 2048
"""Longer photos are scaled down to this: an avatar's texture never holds more detail."""

MIN_SIDE_PX = 32
MAX_PIXELS = 120_000_000
"""Pixels that a file may claim to have; more is refused before anything is decoded."""

MAX_FILE_BYTES = 128 * 1024 * 1024

BACKDROP = (204, 206, 210)
"""Colour that stands behind the transparent parts of a photo."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of a photo, 0 to 1 of the upright photo's width and height."""

_SUFFIXES = {
    "JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif", "BMP": ".bmp",
    "GIF": ".gif", "PPM": ".ppm", "HEIF": ".heic", "AVIF": ".avif",
}  # fmt: skip
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT, 3: Pillow.Transpose.ROTATE_180, 4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE, 6: Pillow.Transpose.ROTATE_270, 7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}  # fmt: skip
_DECODER_ERRORS = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, RuntimeError,
    struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class Photo:
    """A source photo as the rest of vcam sees it, and the file that it came from.

    Args:
        rgb: (H, W, 3) uint8, upright, long side at most `MAX_SIDE_PX`; transparent parts show
            `BACKDROP`; made read-only.
        alpha: (H, W) uint8 opacity, or None when the photo is opaque; made read-only.
        original_bytes: the file, byte for byte.
        suffix: file name ending that fits the content, such as ".jpg".
        name: what the photo is called, from the file name.
    """

    rgb: Image
    alpha: NDArray[np.uint8] | None
    original_bytes: bytes
    suffix: str
    name: str

    def __post_init__(self) -> None:
        check_image(self.rgb, "a photo")
        self.rgb.setflags(write=False)
        if self.alpha is not None:
            self.alpha.setflags(write=False)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.rgb.shape[1], self.rgb.shape[0]


def load_photo(path: Path | str) -> Photo:
    """Read a photo: JPEG, PNG, WebP, TIFF, BMP, GIF (its first picture), AVIF, and HEIC with pillow-heif.

    Raises:
        PhotoRejected: the file is missing, unreadable, no picture, damaged, too large or too small.
    """
    path = Path(path)
    return decode_photo(read_photo_file(path), name=path.stem, label=path.name)


def read_photo_file(path: Path) -> bytes:
    """The content of a photo file, not yet decoded.

    Raises:
        PhotoRejected: the file is missing, unreadable or too large.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise PhotoRejected(f"{str(path)!r} is not a file, expected a photo: choose one picture")
        if size > MAX_FILE_BYTES:
            raise PhotoRejected(
                f"photo {path.name!r} is a file of {size / 2**20:.0f} MB, "
                f"expected at most {MAX_FILE_BYTES // 2**20} MB: save it smaller"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise PhotoRejected(f"there is no photo at {str(path)!r}: check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PhotoRejected(f"photo {str(path)!r} can't be read ({reason}): check its permissions") from error


def decode_photo(data: bytes, *, name: str, label: str | None = None, crop: Box | None = None) -> Photo:
    """A photo from the content of its file.

    Args:
        data: the whole file.
        name: what to call the photo.
        label: what error messages call it; `name` by default.
        crop: the part to keep, cut from the file's full resolution; all by default.

    Raises:
        PhotoRejected: the content is no picture, damaged, too large or too small.
    """
    label = label or name
    if not data:
        raise PhotoRejected(f"photo {label!r} is empty: choose another file")
    try:
        with warnings.catch_warnings():
            # Pillow warns about odd metadata and about large pictures; our own limits decide.
            warnings.simplefilter("ignore")
            with _open(data, label) as picture:
                image_format = picture.format or ""
                rgb, alpha = _decode(picture, label, crop)
    except Pillow.DecompressionBombError as error:
        raise _too_large(label) from error
    except MemoryError as error:
        raise PhotoRejected(f"photo {label!r} needs more memory than there is: save it smaller") from error
    except _DECODER_ERRORS as error:
        raise PhotoRejected(
            f"photo {label!r} is damaged or incomplete ({_reason(error)}): copy or export it again"
        ) from error
    return Photo(
        rgb=rgb, alpha=alpha, original_bytes=data, suffix=_SUFFIXES.get(image_format, ".img"), name=name
    )


def _open(data: bytes, label: str) -> Pillow.Image:
    """The picture with its header read and its pixels not yet decoded."""
    formats = _formats()
    try:
        picture = Pillow.open(io.BytesIO(data), formats=formats)
    except UnidentifiedImageError as error:
        if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS and "HEIF" not in formats:
            raise PhotoRejected(
                f"photo {label!r} is an HEIC file, which needs the package pillow-heif: "
                "install it, or export the photo as JPEG"
            ) from error
        raise PhotoRejected(
            f"{label!r} is not a picture that vcam can read: "
            "expected JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or GIF, choose another file"
        ) from error
    width, height = picture.size
    if width * height > MAX_PIXELS:
        picture.close()
        raise _too_large(label, (width, height))
    if min(width, height) < MIN_SIDE_PX:
        picture.close()
        raise PhotoRejected(
            f"photo {label!r} has {width} x {height} pixels, expected at least "
            f"{MIN_SIDE_PX} x {MIN_SIDE_PX}: choose a larger one"
        )
    return picture


def _formats() -> tuple[str, ...]:
    """The formats to try. Pillow's others (PostScript runs a program) have no business here."""
    try:
        import pillow_heif
    except ImportError:
        logger.debug("pillow-heif is not installed: HEIC photos can't be read")
    else:
        pillow_heif.register_heif_opener()
    Pillow.init()
    return tuple(name for name in _SUFFIXES if name in Pillow.OPEN)


def _decode(picture: Pillow.Image, label: str, crop: Box | None) -> tuple[Image, NDArray[np.uint8] | None]:
    if crop is None:
        # JPEG can be decoded straight to a fraction of its size.
        picture.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))
    picture.load()
    turn = _TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    colour = _to_8_bit(picture)
    colour = colour.convert("RGBA") if colour.has_transparency_data else _to_rgb(colour)
    if crop is not None:
        # The crop is of the upright picture.
        colour, turn = (colour if turn is None else colour.transpose(turn)), None
        colour = _cut(colour, crop, label)
    size = _bounded(colour.size)
    if min(size) < MIN_SIDE_PX:
        raise PhotoRejected(f"photo {label!r} is too narrow a strip to hold a face: choose another one")
    if size != colour.size:
        colour = colour.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=3.0)
    if turn is not None:
        colour = colour.transpose(turn)
    colour = _to_srgb(colour)
    alpha = None
    if colour.mode == "RGBA":
        opacity = np.array(colour.getchannel("A"), np.uint8)
        alpha = opacity if opacity.min() < 255 else None
        backdrop = Pillow.new("RGBA", colour.size, (*BACKDROP, 255))
        colour = Pillow.alpha_composite(backdrop, colour).convert("RGB")
    return np.array(colour, np.uint8), alpha


def _cut(picture: Pillow.Image, crop: Box, label: str) -> Pillow.Image:
    width, height = picture.size
    left, top, right, bottom = crop
    edges = round(left * width), round(top * height), round(right * width), round(bottom * height)
    if edges[2] - edges[0] < MIN_SIDE_PX or edges[3] - edges[1] < MIN_SIDE_PX:
        raise PhotoRejected(
            f"the part of photo {label!r} to keep has {edges[2] - edges[0]} x {edges[3] - edges[1]} pixels, "
            f"expected at least {MIN_SIDE_PX} x {MIN_SIDE_PX}: keep more of it"
        )
    profile = picture.info.get("icc_profile")
    part = picture.crop(edges)
    if profile:
        part.info["icc_profile"] = profile
    return part


def _to_8_bit(picture: Pillow.Image) -> Pillow.Image:
    """Bring 16-bit, 32-bit and float grey to 8 bit; Pillow's own conversion clips them."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    values = np.nan_to_num(np.asarray(picture).astype(np.float64))
    top = float(values.max())
    if picture.mode == "F":
        full = 1.0 if top <= 1.0 else 255.0 if top <= 255.0 else 65535.0
    else:
        full = 255.0 if top <= 255.0 and picture.mode == "I" else 65535.0
    return Pillow.fromarray(np.clip(values * (255.0 / full) + 0.5, 0, 255).astype(np.uint8))


def _to_rgb(picture: Pillow.Image) -> Pillow.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode == "CMYK" and profile:
        converted = _apply_profile(picture, profile)
        if converted is not None:
            return converted
    rgb = picture if picture.mode == "RGB" else picture.convert("RGB")
    if picture.mode not in ("RGB", "P"):
        rgb.info.pop("icc_profile", None)
    return rgb


def _to_srgb(picture: Pillow.Image) -> Pillow.Image:
    """Apply an embedded RGB profile (phones embed wide-gamut ones), so that skin keeps its colour."""
    profile = picture.info.get("icc_profile")
    converted = _apply_profile(picture, profile) if profile else None
    return picture if converted is None else converted


def _apply_profile(picture: Pillow.Image, profile: bytes) -> Pillow.Image | None:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        logger.warning("colour profile of the photo is not used: %s", error)
        return None
    if converted is not None:
        converted.info.pop("icc_profile", None)
    return converted


def _bounded(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, MAX_SIDE_PX / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _too_large(label: str, size: tuple[int, int] | None = None) -> PhotoRejected:
    found = f"{size[0]} x {size[1]} pixels" if size else "far too many pixels"
    return PhotoRejected(
        f"photo {label!r} has {found}, expected at most {MAX_PIXELS // 1_000_000} million: scale it down"
    )


def _reason(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return text[0][:120] if text else type(error).__name__
