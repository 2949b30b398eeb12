"""A still picture as driving source: upright, RGB, bounded in size; once, or repeated like a live source."""

from __future__ import annotations

import math
import time
import warnings
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from vcam.capture.base import ClosesOnExit, Pacer
from vcam.errors import CaptureError, ConfigError
from vcam.frames import DrivingFrame, Image

IMAGE_SUFFIXES = (
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".heic", ".heif", ".avif"),
    *(".bmp", ".dib", ".tif", ".tiff", ".ppm", ".pgm", ".pbm", ".pnm", ".tga"),
)
MAX_PIXELS = 120_000_000
MAX_SIDE_PX = 2048
DEFAULT_FPS = 30.0


class ImageSource(ClosesOnExit):
    """One driving frame from a picture file; the same one again and again when played live.

    Args:
        path: the file; anything that Pillow reads, its EXIF orientation applied.
        fps: rate of the repetition, and of the media time when looping unpaced.
        loop: never end.
        realtime: repeat at `fps` and never end; otherwise `read` gives it once.

    Raises:
        CaptureError: there is no such file, or it is damaged, too large or not a picture.
    """

    def __init__(
        self, path: Path | str, *, fps: float = DEFAULT_FPS, loop: bool = False, realtime: bool = False
    ) -> None:
        """Load the picture."""
        if not (math.isfinite(fps) and 0 < fps <= 1000):
            raise ConfigError(f"a picture can't repeat at {fps} fps: expected more than 0 and up to 1000")
        self.path = Path(path)
        self.name = self.path.name
        self.fps = float(fps)
        self.live = realtime
        self.frame_count = None if loop or realtime else 1
        self._image = load_picture(self.path)
        self._pacer = Pacer()
        self._index = 0
        self._closed = False

    @property
    def status(self) -> str:
        """One sentence for the user."""
        return f"Showing the picture {self.name}."

    def read(self, timeout_s: float = 1.0) -> DrivingFrame | None:
        """Give the picture; see `DrivingSource.read`."""
        if self._closed or (self.frame_count is not None and self._index >= self.frame_count):
            return None
        captured_at_s = self._index / self.fps
        if self.live:
            self._pacer.wait(captured_at_s, timeout_s)
            if self._closed:
                return None
            self._index += self._pacer.frames_late(captured_at_s, self.fps)
            captured_at_s = time.monotonic()
        index, self._index = self._index, self._index + 1
        return DrivingFrame(image=self._image, index=index, captured_at_s=captured_at_s)

    def close(self) -> None:
        """End it; `read` gives None from here on."""
        self._closed = True
        self._pacer.close()


def load_picture(path: Path) -> Image:
    """Read a picture file as (H, W, 3) uint8 RGB, upright, no side longer than 2048 px.

    Raises:
        CaptureError: there is no such file, or it is damaged, too large or not a picture.
    """
    if not path.is_file():
        raise CaptureError(f"there is no picture at {path}: check the name")
    if path.suffix.lower() in (".heic", ".heif"):
        _register_heif(path)
    try:
        with warnings.catch_warnings():
            # The limit below is ours, and an error.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(path) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    raise CaptureError(
                        f"{path.name} has {width}x{height} pixels, "
                        f"expected up to {MAX_PIXELS // 1_000_000} million: make it smaller"
                    )
                picture.draft("RGB", (2 * MAX_SIDE_PX, 2 * MAX_SIDE_PX))
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                return _bounded(_to_rgb(upright))
    except Pillow.DecompressionBombError as error:
        raise CaptureError(f"{path.name} has too many pixels: make it smaller") from error
    except UnidentifiedImageError as error:
        raise CaptureError(
            f"{path.name} is not a picture that vcam can read: save it as PNG or JPEG"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise CaptureError(f"the picture {path.name} is damaged or can't be read ({error})") from error


def _register_heif(path: Path) -> None:
    try:
        from pillow_heif import register_heif_opener
    except ImportError as error:
        raise CaptureError(
            f"{path.name} is a HEIC picture: install the package pillow-heif, or save it as JPEG"
        ) from error
    register_heif_opener()


def _to_rgb(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        values = np.asarray(picture, np.float32)
        # 16-bit grey: the file's whole range, not the part that happens to be used.
        top = 65535.0 if picture.mode != "F" else max(1.0, float(np.nanmax(values)))
        grey = np.clip(np.nan_to_num(values) * (255 / top), 0, 255)
        return Pillow.fromarray(grey.astype(np.uint8)).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        return Pillow.alpha_composite(Pillow.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return picture.convert("RGB")


def _bounded(picture: Pillow.Image) -> Image:
    if max(picture.size) > MAX_SIDE_PX:
        picture.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX), Pillow.Resampling.LANCZOS)
    return np.array(picture, np.uint8)
