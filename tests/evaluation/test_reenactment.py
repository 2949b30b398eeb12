"""The table on a clip made here (a shifted portrait), and on the shared held-out people."""

import csv

import cv2
import numpy as np
import pytest

from vcam.errors import ConfigError
from vcam.evaluation.reenactment import as_json, evaluate, read_clips, summarise
from vcam.frames import Composite
from vcam.output.recorder import Recorder


@pytest.fixture(scope="module")
def data(tmp_path_factory, astronaut):
    folder = tmp_path_factory.mktemp("data")
    (folder / "clips").mkdir()
    recorder = Recorder(folder / "clips" / "walk.mp4")
    recorder.open(256, 256, 10)
    part = astronaut.photo[0:256, 96:352]
    for k in range(6):
        shift = np.float32([[1, 0, 2 * k], [0, 1, k]])
        image = cv2.warpAffine(part, shift, (256, 256), borderMode=cv2.BORDER_REPLICATE)
        recorder.write(Composite(image=image, index=k, captured_at_s=k / 10))
    recorder.close()
    with (folder / "manifest.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("kind", "id", "identity", "split"), ("clip", "walk", "someone", "heldout")])
    return folder


def test_the_prior_beats_the_still_photo_on_a_moving_face(data):
    drawn = []
    results = evaluate(data, keep=drawn.append)
    table = summarise(results)
    assert {result.frames for result in results} == {5}
    assert table["prior"]["nme"] < 0.3 * table["static"]["nme"]
    assert table["prior"]["eyes_l1"] < 0.6 * table["static"]["eyes_l1"]
    assert len(drawn) == 10
    assert as_json(results)["mean_over_people"]["prior"]["l1"] == pytest.approx(
        table["prior"]["l1"], abs=1e-3
    )


def test_missing_data_is_told(tmp_path, data):
    with pytest.raises(ConfigError, match=r"manifest\.csv"):
        read_clips(tmp_path, "heldout")
    with pytest.raises(ConfigError, match="choose from heldout"):
        read_clips(data, "train")


@pytest.mark.timeout(900)
def test_held_out_people_meet_the_targets(shared_dir):
    table = summarise(evaluate(shared_dir / "data", methods=("prior",)))["prior"]
    assert table["l1"] <= 11.5
    assert table["ssim"] >= 0.75
    assert table["nme"] <= 2.0
    assert table["eyes_l1"] <= 14
    assert table["mouth_l1"] <= 36
