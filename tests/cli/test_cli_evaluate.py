"""`vcam evaluate`: table, JSON and sheet of a clip made here, and what it says when something is missing."""

import json

import cv2
import numpy as np
import pytest
from small_checkpoint import write_small_checkpoint

from vcam.cli.main import main
from vcam.frames import Composite
from vcam.output.recorder import Recorder


@pytest.fixture(scope="module")
def data(tmp_path_factory, astronaut):
    folder = tmp_path_factory.mktemp("data")
    (folder / "clips").mkdir()
    for name, flipped in (("one", False), ("other", True)):
        recorder = Recorder(folder / "clips" / f"{name}.mp4")
        recorder.open(256, 256, 10)
        part = astronaut.photo[0:256, 96:352]
        part = cv2.flip(part, 1) if flipped else part
        for k in range(3):
            image = np.ascontiguousarray(np.roll(part, 2 * k, axis=1))
            recorder.write(Composite(image=image, index=k, captured_at_s=k / 10))
        recorder.close()
    rows = ["kind,id,identity,split", "clip,one,a,heldout", "clip,other,b,heldout", "clip,one,a,lone"]
    (folder / "manifest.csv").write_text("\n".join(rows))
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("VCAM_HOME", str(tmp_path / "home"))


def test_json_and_sheet_of_every_method(data, tmp_path, capsys):
    networks = write_small_checkpoint(tmp_path / "small")
    sheet = tmp_path / "sheet.png"
    command = ["evaluate", "--data", str(data), "--checkpoint", str(networks), "--device", "cpu"]
    assert main([*command, "--sheet", str(sheet), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    means = value["mean_over_people"]
    methods = list(means["self"])
    assert methods == list(means["cross"])
    assert [name for name in methods if name != "anchored"] == [
        "static",
        "landmarks",
        "prior",
        "prior+skeleton",
        "bilayer",
    ]
    assert means["self"]["prior"]["nme"]["mean"] < means["self"]["static"]["nme"]["mean"]
    assert means["self"]["bilayer"]["frame_gmac"]["mean"] > 0
    assert means["cross"]["prior"]["leak"]["people"] == 2
    assert value["more_than_prior"]["self"]["bilayer"]["l1"]["mean"] > 0
    assert len(value["clips"]) == 2 * 2 * len(methods)
    # Photo, driver and the methods that move it; of each clip one row at least, and no more than its frames.
    height, width, _ = cv2.imread(str(sheet)).shape
    assert width == 6 + 27 + (2 + len(methods) - 1) * 198
    assert 4 * 198 < height < 9 * 198


def test_the_table_of_the_methods_that_were_asked_for(data, capsys):
    assert main(["evaluate", "--data", str(data), "--methods", "prior"]) == 0
    output = capsys.readouterr()
    lines = [" ".join(line.split()) for line in output.out.splitlines()]
    assert "Self-reenactment prior" in lines
    assert "Cross-reenactment prior" in lines
    assert any(line.startswith("NME of mouth % ") for line in lines)
    assert "More than prior" not in output.out


def test_what_could_not_be_measured_is_told(data, monkeypatch, capsys):
    monkeypatch.setattr("vcam.evaluation.recognition.find_spec", lambda _: None)
    monkeypatch.setattr("vcam.evaluation.similarity.find_spec", lambda _: None)
    command = ["evaluate", "--data", str(data), "--split", "lone", "--methods", "static"]
    assert main([*command, "--json"]) == 0
    output = capsys.readouterr().out
    value = json.loads(output)
    assert set(value["not_measured"]) == {"lpips", "csim", "cross-reenactment"}
    assert "NaN" not in output
    assert value["mean_over_people"]["self"]["static"]["lpips"]["mean"] is None
    assert main(command) == 0
    output = capsys.readouterr()
    assert "Cross-reenactment" not in output.out
    assert "Not measured: csim, as dlib or its face_recognition_models are not installed" in output.err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--methods", "prior,magic"], 2, "static, landmarks, prior, anchored, bilayer"),
        (["--methods", "bilayer"], 1, "vcam weights import-official"),
        (["--split", "absent"], 1, "choose from heldout, lone"),
        (["--sheet", "a.jpg"], 2, "no .png file"),
        (["--lpips-weights", "absent.pth"], 1, "absent.pth can't be read"),
        (["--face-recognition", "absent.onnx"], 1, "absent.onnx can't be used"),
    ],
)
def test_what_is_wrong_is_one_sentence(data, options, code, said, capsys):
    assert main(["evaluate", "--data", str(data), *options]) == code
    assert said in capsys.readouterr().err.strip().splitlines()[-1]
