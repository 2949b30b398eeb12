"""Manifests that can't be used, and frames with their faces."""

import cv2
import numpy as np
import pytest

from vcam.errors import CaptureError, ConfigError
from vcam.evaluation.clips import first_picture, read_clips, read_frames
from vcam.evaluation.instruments import Instruments
from vcam.frames import Composite
from vcam.output.recorder import Recorder

HEAD = "kind,id,identity,split\n"


def write(folder, text):
    (folder / "manifest.csv").write_text(text)
    return folder


def test_clips_of_a_split_in_order(tmp_path):
    rows = "clip,b,two,heldout\nportrait,p,two,heldout\nclip,a,one,heldout\nclip,c,one,train\n"
    clips = read_clips(write(tmp_path, HEAD + rows), "heldout")
    assert [(clip.name, clip.person) for clip in clips] == [("b", "two"), ("a", "one")]
    assert clips[0].path == tmp_path / "clips" / "b.mp4"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "clip,a,one,heldout\n", "choose from heldout"),
        (HEAD + "portrait,a,one,train\n", "has no clips"),
        ("kind,id\nclip,a\n", "lacks the columns identity, split"),
        ("", "lacks the columns"),
    ],
)
def test_a_manifest_of_no_use_is_told(tmp_path, text, said):
    with pytest.raises(ConfigError, match=said):
        read_clips(write(tmp_path, text), "train")


def test_a_folder_without_manifest_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"manifest\.csv"):
        read_clips(tmp_path, "heldout")


def test_frames_come_with_the_face_tracked_and_seen(tmp_path, astronaut):
    part = astronaut.photo[0:256, 96:352]
    (tmp_path / "clips").mkdir()
    recorder = Recorder(tmp_path / "clips" / "a.mp4")
    recorder.open(256, 256, 10)
    for index, image in enumerate([part, np.zeros_like(part), cv2.flip(part, 1)]):
        recorder.write(Composite(image=np.ascontiguousarray(image), index=index, captured_at_s=index / 10))
    recorder.close()
    (clip,) = read_clips(write(tmp_path, HEAD + "clip,a,one,heldout\n"), "heldout")
    frames = list(read_frames(clip, Instruments()))
    assert np.abs(first_picture(clip).astype(int) - part).mean() < 5
    assert [frame.tracked.index for frame in frames] == [0, 1, 2]
    assert [frame.tracked.landmarks is not None for frame in frames] == [True, False, True]
    assert [frame.seen.points is not None for frame in frames] == [True, False, True]
    tracked, seen = frames[0].tracked.landmarks.points, frames[0].seen.points
    assert np.linalg.norm(tracked[:, :2] - seen[:, :2], axis=1).mean() < 2
    with pytest.raises(CaptureError):
        first_picture(read_clips(write(tmp_path, HEAD + "clip,gone,one,heldout\n"), "heldout")[0])
