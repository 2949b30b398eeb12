"""Records composites as an mp4 video, by PyAV."""

from __future__ import annotations

import logging
from contextlib import ExitStack, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

from vcam.errors import RecordingError
from vcam.frames import Composite
from vcam.output.base import SYNTHETIC_NOTICE
from vcam.output.provenance import append_to_video
from vcam.paths import write_atomically

log = logging.getLogger(__name__)

SUFFIXES = (".mp4", ".m4v", ".mov")
BT709 = 1


class Recorder:
    """One video file at a constant rate: every composite written is one frame.

    The file grows under a temporary name beside `path` and takes its place in `close`, so there is never
    half a video and a failure leaves what was there before.
    """

    counts_frames = True

    def __init__(self, path: Path, *, title: str = "vcam recording") -> None:
        """Record to `path`, which ends in .mp4, .m4v or .mov.

        Raises:
            RecordingError: another ending.
        """
        self.path = Path(path)
        if self.path.suffix.lower() not in SUFFIXES:
            raise RecordingError(f"{self.path.name!r} is no video name vcam can write: end it with .mp4")
        self._title = title
        self._size = (0, 0)
        self._frames = 0
        self._container: Any = None
        self._stream: Any = None
        self._file: ExitStack | None = None
        self._temporary = self.path
        self.finished = False
        """Whether the recording lies whole at `path`."""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def frames(self) -> int:
        """Frames written so far."""
        return self._frames

    def open(self, width: int, height: int, fps: float) -> None:
        """Start the file.

        Raises:
            RecordingError: the folder can't be written, or the size is odd.
        """
        import av

        if self._file is not None:
            raise RecordingError(f"{self.name} is being recorded already; close it first")
        if width % 2 or height % 2:
            raise RecordingError(f"a video can't be {width}x{height}: choose an even width and height")
        if self.path.is_dir():
            raise RecordingError(f"{self.path} is a folder, expected the name of a video file")
        with self._failures("can't be started"):
            # Kept before anything is opened: whatever fails next is cleaned up through it.
            self._file = ExitStack()
            temporary = self._temporary = self._file.enter_context(write_atomically(self.path))
            container_format = "mov" if self.path.suffix.lower() == ".mov" else "mp4"
            self._container = av.open(str(temporary), "w", format=container_format)
            self._stream = _add_stream(self._container, width, height, fps, self._title)
            self._container.start_encoding()
        self._size = (width, height)
        self._frames = 0
        self.finished = False

    def write(self, composite: Composite) -> None:
        """Append one frame.

        Raises:
            RecordingError: not open, another size, or the disk refuses; the recording is discarded.
        """
        import av

        if self._container is None:
            raise RecordingError(f"{self.name} is not open; open it before recording")
        height, width = composite.image.shape[:2]
        if (width, height) != self._size:
            raise RecordingError(
                f"{self.name} got a {width}x{height} picture, expected {self._size[0]}x{self._size[1]}: "
                "a video keeps one size"
            )
        with self._failures("can't be written"):
            picture = av.VideoFrame.from_ndarray(composite.image, format="rgb24")
            frame = picture.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
            frame.pts = self._frames
            frame.time_base = self._stream.codec_context.time_base
            self._container.mux(self._stream.encode(frame))
            self._frames += 1

    def close(self) -> None:
        """Finish the file and give it its name; safe twice. Without a single frame nothing is left.

        Raises:
            RecordingError: it can't be finished; nothing of it is left.
        """
        if self._file is None:
            return
        if self._container is None or self._frames == 0:
            self.discard()
            return
        with self._failures("can't be finished"):
            self._container.mux(self._stream.encode(None))
            self._container.close()
            self._container = self._stream = None
            append_to_video(self._temporary)
            self._file.close()
            self._file = None
        self.finished = True
        log.info("recorded %d frames to %s", self._frames, self.path)

    def discard(self) -> None:
        """Drop the recording, leaving whatever was at `path` before; safe twice; never raises."""
        file, self._file = self._file, None
        container, self._container = self._container, None
        self._stream = None
        if container is not None:
            with suppress(Exception):  # its file goes away: what it still has to say interests nobody
                container.close()
        if file is not None:
            reason = RecordingError("discarded")
            with suppress(RecordingError, OSError):
                file.__exit__(type(reason), reason, None)

    def _failures(self, what: str) -> _Failures:
        return _Failures(self, what)


class _Failures:
    """Turns what PyAV and the disk raise into a `RecordingError` and discards the recording."""

    def __init__(self, recorder: Recorder, what: str) -> None:
        self._recorder = recorder
        self._what = what

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None:
            return
        self._recorder.discard()
        import av

        if isinstance(error, (OSError, av.FFmpegError, ValueError)):
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise RecordingError(
                f"the recording {self._recorder.path} {self._what} ({reason}): check that the folder may be "
                "written and the disk has room, or record somewhere else"
            ) from error


def _add_stream(container: Any, width: int, height: int, fps: float, title: str) -> Any:
    """An H.264 stream (MPEG-4 part 2 where the build lacks x264) that every player and browser shows."""
    import av

    rate = Fraction(fps).limit_denominator(1001)
    try:
        av.codec.Codec("libx264", "w")
        stream = container.add_stream("libx264", rate=rate, options={"preset": "superfast", "crf": "18"})
    except av.codec.codec.UnknownCodecError:
        log.warning("this build of FFmpeg has no libx264: recording as MPEG-4 part 2")
        stream = container.add_stream("mpeg4", rate=rate, options={"qscale": "3"})
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / rate
    context.thread_count = 2
    context.colorspace = context.color_primaries = context.color_trc = BT709
    container.metadata["title"] = title
    container.metadata["comment"] = SYNTHETIC_NOTICE
    return stream
