"""Webcams and loopback devices without a kernel module, for tests with real capture and output code.

`v4l2shim.c` is preloaded into a child process and answers for /dev/videoN there; each device's state is a
plain file shared by all processes. A test drives that file: plug, unplug, show a picture, read what was
written. In the child, OpenCV, pyvirtualcam and ffmpeg run unchanged.

    with FakeDevices(build_shim(folder)) as devices:
        devices.webcam.plug(name="Desk Cam", size=(640, 480))
        with Feeder(devices.webcam, pictures, fps=30):
            print(devices.run_python("import cv2; ..."))
"""

from __future__ import annotations

import itertools
import mmap
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import cv2
import numpy as np
from numpy.typing import NDArray

SOURCE = Path(__file__).with_name("v4l2shim.c")
REPOSITORY = SOURCE.parent.parent.parent
MAGIC = 0x34325634
HEADER_BYTES = 4096
SLOTS = 4
SLOT_BYTES = 8 << 20
# The header in v4l2shim.c: 32-bit words by name, then byte offsets of the frame counter and what follows it.
WORDS = ("magic", "width", "height", "fourcc", "size", "stride", "fps", "dead", "writer", "readers")
SEQUENCE_AT, TIMES_AT, USED_AT, CARD_AT = 40, 48, 80, 96
FOURCC_I420 = "YU12"

Picture = NDArray[np.uint8]


def why_unavailable() -> str:
    """Why fake devices can't be made here; empty when they can."""
    if sys.platform != "linux":
        return f"fake video devices need Linux, this is {sys.platform}"
    if shutil.which("gcc") is None:
        return "fake video devices need gcc (apt install gcc libc6-dev)"
    return ""


def build_shim(folder: Path) -> Path:
    """Compile the preload library into `folder`; a library newer than its source is kept."""
    library = folder / "v4l2shim.so"
    if library.exists() and library.stat().st_mtime >= SOURCE.stat().st_mtime:
        return library
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"v4l2shim.{os.getpid()}.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-o", str(temporary), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the shim does not compile: {done.stderr}")
    temporary.replace(library)
    return library


class FakeDevice:
    """One /dev/videoN: `webcam=True` only captures, otherwise it is a v4l2loopback device."""

    def __init__(self, path: str, backing: Path, *, webcam: bool) -> None:
        self.path = path
        self.backing = backing
        self.webcam = webcam
        with open(backing, "w+b") as file:
            file.truncate(HEADER_BYTES + SLOTS * SLOT_BYTES)
            self._memory = mmap.mmap(file.fileno(), 0)
        self.size = (640, 480)
        self.fourcc = "YUYV"

    @property
    def mapping(self) -> str:
        """This device's part of the V4L2SHIM variable."""
        return f"{self.path}={'cam:' if self.webcam else ''}{self.backing}"

    @property
    def frames_written(self) -> int:
        """How many frames anybody wrote into the device."""
        return int(struct.unpack_from("<Q", self._memory, SEQUENCE_AT)[0])

    @property
    def readers(self) -> int:
        """How many programs capture from it now."""
        return int(struct.unpack_from("<I", self._memory, 4 * WORDS.index("readers"))[0])

    def set_readers(self, count: int) -> None:
        """Let it look as if so many programs captured from it; told to children with V4L2SHIM_EVENTS="1"."""
        self._put(readers=count)

    def plug(
        self,
        *,
        name: str = "Fake Webcam",
        size: tuple[int, int] = (640, 480),
        fps: int = 30,
        fourcc: str = "YUYV",
    ) -> None:
        """Plug it in with this name and the only mode it has; YUYV or MJPG."""
        width, height = size
        self.size, self.fourcc = size, fourcc
        struct.pack_into("<32s", self._memory, CARD_AT, name.encode()[:31])
        self._put(
            width=width,
            height=height,
            fourcc=cv2.VideoWriter.fourcc(*fourcc),
            size=width * height * 2,
            stride=width * 2 if fourcc == "YUYV" else 0,
            fps=fps,
            magic=MAGIC,
            dead=0,
        )

    def replug(self) -> None:
        """Plug it in again as it was."""
        self._put(dead=0)

    def unplug(self) -> None:
        """Pull it out: open handles fail, and the device is gone from the listings."""
        self._put(dead=1)

    def show(self, picture: Picture) -> None:
        """Let the webcam see one RGB picture of its size."""
        if picture.shape != (self.size[1], self.size[0], 3):
            raise ValueError(f"the picture has shape {picture.shape}, the webcam's size is {self.size}")
        if self.fourcc == "MJPG":
            encoded = cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes()
        else:
            encoded = cv2.cvtColor(picture, cv2.COLOR_RGB2YUV_YUYV).tobytes()
        count = self.frames_written
        slot = count % SLOTS
        start = HEADER_BYTES + slot * SLOT_BYTES
        self._memory[start : start + len(encoded)] = encoded
        struct.pack_into("<Q", self._memory, TIMES_AT + 8 * slot, time.monotonic_ns())
        struct.pack_into("<I", self._memory, USED_AT + 4 * slot, len(encoded))
        struct.pack_into("<Q", self._memory, SEQUENCE_AT, count + 1)

    def latest(self) -> Picture | None:
        """The newest picture written into the device as RGB; None when there is none yet."""
        if self.frames_written == 0:
            return None
        _, _, content = self.newest()
        _, width, height, code = struct.unpack_from("<4I", self._memory, 0)
        return _to_rgb(content, width, height, struct.pack("<I", code).decode("latin-1"))

    def newest(self) -> tuple[int, int, Picture]:
        """How many frames were written, when the newest was (monotonic, in ns), and a copy of its bytes."""
        count = self.frames_written
        slot = (count - 1) % SLOTS
        (size,) = struct.unpack_from("<I", self._memory, 4 * WORDS.index("size"))
        (written_ns,) = struct.unpack_from("<Q", self._memory, TIMES_AT + 8 * slot)
        start = HEADER_BYTES + slot * SLOT_BYTES
        return count, int(written_ns), np.frombuffer(self._memory[start : start + size], np.uint8)

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()

    def _put(self, **words: int) -> None:
        for word, value in words.items():
            struct.pack_into("<I", self._memory, 4 * WORDS.index(word), value)


class FakeDevices:
    """A webcam, a second port to plug it into, and a loopback device, all in one environment.

    The webcam is plugged in as "Fake Webcam" at 640x480 and 30 fps; the second port is empty.
    """

    def __init__(self, library: Path) -> None:
        memory = Path("/dev/shm")
        self._folder = Path(tempfile.mkdtemp(prefix="vcam-devices-", dir=memory if memory.is_dir() else None))
        self._library = library
        self.webcam = FakeDevice("/dev/video40", self._folder / "40", webcam=True)
        self.second_port = FakeDevice("/dev/video41", self._folder / "41", webcam=True)
        self.loopback = FakeDevice("/dev/video42", self._folder / "42", webcam=False)
        self.webcam.plug()
        self.second_port.unplug()

    @property
    def all(self) -> tuple[FakeDevice, ...]:
        """Every device."""
        return self.webcam, self.second_port, self.loopback

    def environment(self, *, feeder: bool = False, **extra: str) -> dict[str, str]:
        """Environment of a child process that sees the devices.

        Args:
            feeder: the child writes into the webcam (ffmpeg), instead of reading from it.
            extra: more variables, such as V4L2SHIM_EXCL="1".
        """
        environment = dict(os.environ)
        environment["LD_PRELOAD"] = str(self._library)
        environment["V4L2SHIM"] = ";".join(device.mapping for device in self.all)
        environment["PYTHONPATH"] = os.pathsep.join(
            part for part in (str(REPOSITORY), str(SOURCE.parent), environment.get("PYTHONPATH")) if part
        )
        environment["OMP_NUM_THREADS"] = "1"
        environment.update({"V4L2SHIM_FEED": "1"} if feeder else {}, **extra)
        return environment

    def start(self, arguments: Sequence[str], **extra: str) -> subprocess.Popen[str]:
        """Start a program that sees the devices; its output is piped as text, its input too."""
        return subprocess.Popen(
            list(arguments),
            env=self.environment(**extra),
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start_python(self, code: str, *arguments: str, **extra: str) -> subprocess.Popen[str]:
        """Start Python code that sees the devices, and can import vcam and the test helpers."""
        return self.start([sys.executable, "-c", code, *arguments], **extra)

    def run_python(self, code: str, *arguments: str, timeout_s: float = 30.0, **extra: str) -> str:
        """Run Python code that sees the devices; its output, or RuntimeError with what it said."""
        with self.start_python(code, *arguments, **extra) as child:
            try:
                output, errors = child.communicate(timeout=timeout_s)
            except subprocess.TimeoutExpired:
                child.kill()
                output, errors = child.communicate()
                raise RuntimeError(f"still running after {timeout_s} s:\n{output}\n{errors}") from None
        if child.returncode:
            raise RuntimeError(f"exit code {child.returncode}:\n{output}\n{errors}")
        return output

    @contextmanager
    def ffmpeg_feed(
        self, clip: Path, *, size: tuple[int, int] = (640, 480), fps: int = 30
    ) -> Iterator[subprocess.Popen[str]]:
        """Let ffmpeg play `clip` into the webcam, in a loop and in real time, until the block ends."""
        width, height = size
        self.webcam.plug(size=size, fps=fps)
        command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-re", "-stream_loop", "-1"]
        command += ["-i", str(clip), "-pix_fmt", "yuyv422", "-s", f"{width}x{height}", "-r", str(fps)]
        command += ["-f", "v4l2", self.webcam.path]
        before = self.webcam.frames_written
        with subprocess.Popen(
            command,
            env=self.environment(feeder=True),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as child:
            try:
                wait_until(lambda: self.webcam.frames_written > before or child.poll() is not None, 15.0)
                if child.poll() is not None and child.stderr is not None:
                    raise RuntimeError(f"ffmpeg gave up: {child.stderr.read()}")
                yield child
            finally:
                child.terminate()

    def close(self) -> None:
        """Remove the devices."""
        for device in self.all:
            device.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> FakeDevices:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Feeder:
    """Shows pictures to a webcam at a constant rate, over and over, from a thread of its own."""

    def __init__(self, device: FakeDevice, pictures: Sequence[Picture], fps: float = 30.0) -> None:
        self.device = device
        self._pictures = pictures
        self._period_s = 1.0 / fps
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._feed, name="feeder", daemon=True)

    def _feed(self) -> None:
        for picture in itertools.cycle(self._pictures):
            if self._stop.wait(self._period_s):
                return
            self.device.show(picture)

    def __enter__(self) -> Feeder:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()


def plain_pictures(size: tuple[int, int], levels: Sequence[int]) -> list[Picture]:
    """One plain grey picture a level."""
    width, height = size
    return [np.full((height, width, 3), level, np.uint8) for level in levels]


def wait_until(condition: Callable[[], object], timeout_s: float) -> bool:
    """Poll `condition()` until it is true or time is up; whether it became true."""
    end_s = time.monotonic() + timeout_s
    while time.monotonic() < end_s:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())


def _to_rgb(content: Picture, width: int, height: int, fourcc: str) -> Picture:
    """Decode one raw frame."""
    if fourcc in (FOURCC_I420, "NV12"):
        code = cv2.COLOR_YUV2RGB_I420 if fourcc == FOURCC_I420 else cv2.COLOR_YUV2RGB_NV12
        return cv2.cvtColor(content.reshape(height * 3 // 2, width), code)
    if fourcc in ("YUYV", "UYVY"):
        code = cv2.COLOR_YUV2RGB_YUYV if fourcc == "YUYV" else cv2.COLOR_YUV2RGB_UYVY
        return cv2.cvtColor(content.reshape(height, width, 2), code)
    if fourcc in ("RGB3", "BGR3"):
        picture = content.reshape(height, width, 3)
        return picture if fourcc == "RGB3" else np.ascontiguousarray(picture[..., ::-1])
    raise ValueError(f"no decoder for {fourcc!r}")
