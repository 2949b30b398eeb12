"""Real code on both ends: ffmpeg feeds a webcam, vcam runs, another process reads its virtual camera."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from engine_fakes import until
from fake_devices import Feeder, plain_pictures

from vcam.avatar.store import AvatarStore

if TYPE_CHECKING:
    from fake_devices import FakeDevices

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux")

LIVE = """
import json, sys, threading, time
from vcam.avatar.store import AvatarStore
from vcam.capture.factory import open_source
from vcam.engine.session import Session
from vcam.engine.settings import OutputFormat
from vcam.landmarks.base import create_tracker
from vcam.output.recorder import Recorder
from vcam.output.virtual_camera import VirtualCameraOutput

def say(kind, **what):
    print(json.dumps({"kind": kind, **what}), flush=True)

session = Session(
    source=lambda: open_source("/dev/video40"),
    tracker=create_tracker,
    avatar=AvatarStore().resolve("astronaut"),
    output_format=OutputFormat(width=640, height=360, fps=30),
    outputs=[VirtualCameraOutput(), Recorder(sys.argv[1])],
    on_event=lambda event: say(event.kind, message=event.message),
)
with session:
    for line in sys.stdin:
        statistics = session.statistics()
        say("statistics", frames=dict(statistics.frames), face=statistics.face_visible,
            outputs=[vars(output) for output in statistics.outputs], status=statistics.source_status,
            p95=statistics.camera_to_output_p95_ms)
say("stopped", threads=[thread.name for thread in threading.enumerate() if thread.name.startswith("vcam")])
"""

READER = """
import json
import cv2
import numpy as np
from vcam.landmarks.base import create_tracker

capture = cv2.VideoCapture("/dev/video42", cv2.CAP_V4L2)
tracker = create_tracker()
noses, shape = [], None
for _ in range(60):
    done, image = capture.read()
    if not done:
        break
    shape = image.shape
    found = tracker.track(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
    if found is not None:
        noses.append(found.points[1, :2].tolist())
capture.release()
print(json.dumps({"shape": shape, "noses": noses}))
"""


class Live:
    """Talks to the process that runs the session."""

    def __init__(self, child: Popen[str]) -> None:
        self._child = child

    def next(self, kind: str) -> dict[str, Any]:
        """The next message of this kind."""
        assert self._child.stdout is not None
        for line in self._child.stdout:
            message = json.loads(line)
            if message["kind"] == kind:
                return dict(message)
        assert self._child.stderr is not None
        raise AssertionError(f"no {kind}: {self._child.stderr.read()}")

    def statistics(self) -> dict[str, Any]:
        assert self._child.stdin is not None
        self._child.stdin.write("\n")
        self._child.stdin.flush()
        return self.next("statistics")

    def stop(self) -> dict[str, Any]:
        assert self._child.stdin is not None
        self._child.stdin.close()
        return self.next("stopped")


@pytest.fixture(scope="module")
def nodding_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A 320x240 clip of two seconds in which the shipped portrait moves from side to side once."""
    path = tmp_path_factory.mktemp("clips") / "moving_face.avi"
    photo = cv2.cvtColor(cv2.resize(AvatarStore().resolve("astronaut").photo, (240, 240)), cv2.COLOR_RGB2BGR)
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), 30, (320, 240))
    for index in range(60):
        shift = 40 + 25 * np.sin(2 * np.pi * index / 60)
        move = np.float32([[1, 0, shift], [0, 1, 0]])
        writer.write(cv2.warpAffine(photo, move, (320, 240), borderMode=cv2.BORDER_REPLICATE))
    writer.release()
    return path


def test_webcam_to_virtual_camera(devices: FakeDevices, nodding_clip: Path, tmp_path: Path) -> None:
    recording = tmp_path / "a.mp4"
    with (
        devices.ffmpeg_feed(nodding_clip, size=(320, 240)),
        devices.start_python(LIVE, str(recording)) as child,
    ):
        live = Live(child)
        live.next("source_ready")
        until(lambda: live.statistics()["face"], 20)
        seen = json.loads(devices.run_python(READER))

        devices.loopback.unplug()
        assert "went away" in live.next("output_lost")["message"]
        devices.loopback.replug()
        assert live.next("output_ready")["message"] == "/dev/video42 is back."
        before = devices.loopback.frames_written
        until(lambda: devices.loopback.frames_written > before + 5)

        devices.webcam.unplug()
        live.next("source_lost")
        before = devices.loopback.frames_written
        until(lambda: devices.loopback.frames_written > before + 5)
        devices.webcam.replug()
        with Feeder(devices.webcam, plain_pictures((320, 240), range(60, 90))):
            live.next("source_ready")
            statistics = live.statistics()
            assert live.stop()["threads"] == []
        assert child.wait(10) == 0

    assert seen["shape"] == [360, 640, 3]
    noses = np.array(seen["noses"])
    assert len(noses) > 40
    assert np.ptp(noses[:, 0]) > 8
    assert np.ptp(noses[:, 0]) > 3 * np.ptp(noses[:, 1])
    assert statistics["frames"]["rendered"] > 60
    assert [output["state"] for output in statistics["outputs"]] == ["open", "open"]
    capture = cv2.VideoCapture(str(recording))
    assert capture.get(cv2.CAP_PROP_FRAME_COUNT) > 60
    capture.release()


def test_no_virtual_camera_is_one_sentence_and_leaves_nothing(devices: FakeDevices, tmp_path: Path) -> None:
    devices.loopback.unplug()
    with devices.start_python(LIVE, str(tmp_path / "a.mp4")) as child:
        _, errors = child.communicate(timeout=30)
    assert child.returncode == 1
    assert (
        errors.strip()
        .splitlines()[-1]
        .startswith("vcam.errors.VirtualCameraError: no virtual camera was found: install v4l2loopback")
    )
    assert list(tmp_path.glob("*.mp4")) == []
    assert list(tmp_path.glob(".*")) == []
