from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import av
import numpy as np
import pytest
from engine_fakes import composite

from vcam.errors import RecordingError
from vcam.frames import Composite
from vcam.output.base import SYNTHETIC_NOTICE
from vcam.output.recorder import Recorder

SIZE = (64, 48)
REPOSITORY = Path(__file__).parents[2]


def colours(count: int) -> list[Composite]:
    """Plain pictures, each of another colour."""
    made = []
    for index in range(count):
        image = np.empty((48, 64, 3), np.uint8)
        image[:] = (40 + 8 * index, 200 - 6 * index, 90)
        made.append(Composite(image=image, index=index, captured_at_s=time.monotonic()))
    return made


def record(path: Path, pictures: list[Composite], fps: float = 25.0) -> Recorder:
    recorder = Recorder(path)
    recorder.open(*SIZE, fps)
    for picture in pictures:
        recorder.write(picture)
    return recorder


def test_every_picture_is_a_frame_of_its_colour(tmp_path: Path) -> None:
    pictures = colours(15)
    record(tmp_path / "a.mp4", pictures).close()
    with av.open(str(tmp_path / "a.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == SIZE
        assert stream.average_rate == 25
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert container.metadata["comment"] == SYNTHETIC_NOTICE
        assert container.metadata["title"] == "vcam recording"
        frames = list(container.decode(stream))
        times = [float(frame.pts * frame.time_base) for frame in frames]
        decoded = [frame.to_ndarray(format="rgb24", src_colorspace="ITU709") for frame in frames]
    np.testing.assert_allclose(times, np.arange(15) / 25, atol=1e-6)
    for picture, frame in zip(pictures, decoded, strict=True):
        assert np.abs(frame[24, 32].astype(int) - picture.image[24, 32]).max() <= 4
    assert os.listdir(tmp_path) == ["a.mp4"]


@pytest.mark.parametrize("fps", [23.976, 29.97, 12.5])
def test_uneven_rates_are_kept(tmp_path: Path, fps: float) -> None:
    record(tmp_path / "a.mov", colours(10), fps).close()
    with av.open(str(tmp_path / "a.mov")) as container:
        assert float(container.streams.video[0].average_rate) == pytest.approx(fps, abs=0.001)


def test_the_name_appears_only_when_it_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.mp4"
    recorder = record(path, colours(3))
    assert not path.exists()
    assert not recorder.finished
    recorder.close()
    recorder.close()
    assert path.exists()
    assert recorder.finished
    assert recorder.frames == 3


def test_discarding_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"older")
    recorder = record(path, colours(5))
    recorder.discard()
    recorder.discard()
    assert not recorder.finished
    recorder.close()
    assert path.read_bytes() == b"older"
    assert os.listdir(tmp_path) == ["a.mp4"]


def test_without_a_frame_nothing_is_left(tmp_path: Path) -> None:
    record(tmp_path / "a.mp4", []).close()
    assert os.listdir(tmp_path) == []


def test_a_recorder_can_record_again(tmp_path: Path) -> None:
    recorder = record(tmp_path / "a.mp4", colours(3))
    recorder.close()
    recorder.open(*SIZE, 25)
    recorder.write(colours(1)[0])
    recorder.close()
    assert recorder.frames == 1


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    recorder = Recorder(tmp_path / "file" / "a.mp4")
    with pytest.raises(RecordingError, match=r"a\.mp4 can't be started .*record somewhere else"):
        recorder.open(*SIZE, 25)
    recorder.close()
    folder = tmp_path / "b.mp4"
    folder.mkdir()
    with pytest.raises(RecordingError, match="is a folder"):
        Recorder(folder).open(*SIZE, 25)


READ_ONLY = """
import os, sys, tempfile
from pathlib import Path
from vcam.errors import RecordingError
from vcam.output.frame_folder import FrameFolder
from vcam.output.recorder import Recorder
import av
folder = Path(tempfile.mkdtemp())
folder.chmod(0o555)
administrator = os.geteuid() == 0
if administrator:
    os.seteuid(65534)  # an administrator may write everywhere
for output in (Recorder(folder / "a.mp4"), FrameFolder(folder / "frames")):
    try:
        output.open(64, 48, 30)
    except RecordingError as error:
        print(error)
print(os.listdir(folder))
if administrator:
    os.seteuid(0)
folder.rmdir()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folder permissions are POSIX")
def test_a_read_only_folder() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    video, folder, left = done.stdout.splitlines()
    assert "a.mp4 can't be started (Permission denied)" in video
    assert "frames can't be made (Permission denied)" in folder
    assert left == "[]"


LIMITED = """
import resource, sys
from pathlib import Path
import numpy as np
from vcam.errors import RecordingError
from vcam.frames import Composite
from vcam.output.frame_folder import FrameFolder
from vcam.output.recorder import Recorder
path, limit = Path(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
output = Recorder(path) if path.suffix else FrameFolder(path)
rng = np.random.default_rng(0)
output.open(320, 240, 30)
try:
    for index in range(60):
        image = rng.integers(0, 255, (240, 320, 3), np.uint8)
        output.write(Composite(image=image, index=index, captured_at_s=0.0))
    output.close()
except RecordingError as error:
    print(error)
    print(sorted(found.name for found in path.parent.iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
@pytest.mark.parametrize(("name", "limit"), [("a.mp4", 30_000), ("a.mp4", 1_500_000), ("frames", 30_000)])
def test_a_disk_without_room(tmp_path: Path, name: str, limit: int) -> None:
    """A limit on file sizes makes writes fail just as a full disk does, while writing or while finishing."""
    older = tmp_path / name
    if older.suffix:
        older.write_bytes(b"older")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(older), str(limit)],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    message, left = done.stdout.splitlines()
    assert "can't be" in message
    assert "the disk has room" in message
    assert left == str([name] if older.suffix else [])
    assert os.listdir(tmp_path) == ([name] if older.suffix else [])


def test_wrong_use_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"end it with \.mp4"):
        Recorder(tmp_path / "a.gif")
    recorder = Recorder(tmp_path / "a.mp4")
    with pytest.raises(RecordingError, match="open it before recording"):
        recorder.write(composite())
    with pytest.raises(RecordingError, match="even width and height"):
        recorder.open(65, 48, 30)
    recorder.open(*SIZE, 30)
    with pytest.raises(RecordingError, match="already"):
        recorder.open(*SIZE, 30)
    with pytest.raises(RecordingError, match="got a 32x16 picture, expected 64x48"):
        recorder.write(composite())
    recorder.discard()
    assert os.listdir(tmp_path) == []
