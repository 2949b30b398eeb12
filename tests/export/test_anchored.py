"""The graph of one avatar's mouth and eyes, in other runtimes, against what the application draws."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.figure import make_anchored
from vcam.engine.anchored.networks import load_generator, load_networks
from vcam.engine.anchored.renderer import AnchoredRenderer
from vcam.engine.settings import OutputFormat
from vcam.engine.view import make_view
from vcam.errors import ExportError
from vcam.export.anchored import avatar_exportable
from vcam.export.files import export
from vcam.geometry import face_model as face
from vcam.geometry.editing import Edits
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator, RegionConfig

SMALL = AnchoredConfig(
    mouth=RegionConfig(side=32, channels=2),
    eyes=RegionConfig(side=16, channels=2),
    head=RegionConfig(side=32, channels=2),
)
Drawn = tuple[np.ndarray, np.ndarray, np.ndarray, tuple[np.ndarray, ...]]


@pytest.fixture
def generator() -> AnchoredGenerator:
    torch.manual_seed(0)
    made = AnchoredGenerator(SMALL).eval()
    for network in (made.mouth, made.eyes, made.head):
        torch.nn.init.normal_(network.head.weight, std=0.05)
    return made


@pytest.fixture(scope="module")
def drawn(astronaut: Avatar) -> Drawn:
    """What goes into the shipped networks and comes out when a figure opens its mouth and closes its eyes."""
    networks, seen = load_networks(), []

    class Watched:
        mouth_side, eye_side = networks.mouth_side, networks.eye_side
        head_side = networks.head_side

        def correct(self, head):  # type: ignore[no-untyped-def]
            found = networks.correct(head)
            seen.extend((head.copy(), found))
            return found

        def draw(self, mouth, eyes):  # type: ignore[no-untyped-def]
            overlays = networks.draw(mouth, eyes)
            seen.extend((mouth.copy(), eyes.copy(), overlays))
            return overlays

    figure = make_anchored(astronaut, Watched())  # type: ignore[arg-type]
    expression = np.zeros_like(astronaut.skeleton.shape)
    expression[face.LOWER_LIP_INNER[1:-1], 1] = 0.1
    for lid in (face.RIGHT_UPPER_LID, face.LEFT_UPPER_LID):
        expression[lid[1:-1], 1] = 0.03
    shown = replace(
        astronaut.skeleton, expression=expression, inner_mouth=np.full((3, 3, 3), 0.7, np.float32)
    )
    view = make_view(astronaut, OutputFormat(width=256, height=256, framing="photo"), Edits())
    AnchoredRenderer(figure, view).render(shown)
    head, corrections, mouth, eyes, overlays = seen
    return head, mouth, eyes, (corrections.transpose(1, 2, 0), *overlays)


@pytest.mark.parametrize(("precision", "limit"), [("fp32", 1e-3), ("fp16", 1e-2)])
def test_the_file_draws_what_the_application_draws(astronaut, drawn, tmp_path, precision, limit):
    pytest.importorskip("onnx", reason="the package onnx is not installed")
    import onnxruntime as ort

    head, mouth, eyes, overlays = drawn
    exportable = avatar_exportable(load_generator(), astronaut, "shipped", precision)
    report = export(exportable, tmp_path / "a.onnx", "onnx")
    assert max(difference.largest for difference in report.differences.values()) <= limit
    session = ort.InferenceSession(tmp_path / "a.onnx", providers=["CPUExecutionProvider"])
    inputs = {
        "mouth_prior": mouth[None, :3],
        "mouth_maps": mouth[None, [6, 7, *range(10, 14)]],
        "eyes_prior": eyes[:, :3],
        "eyes_maps": eyes[:, [6, 7, 10]],
        "head_prior": head[None, :4],
        "head_maps": head[None, [8, *range(10, 17)]],
    }
    outputs = ["corrections", "mouth_overlay", "eyes_overlay"]
    corrections, over_mouth, over_eyes = session.run(outputs, inputs)
    found = [corrections[0], over_mouth[0], *over_eyes]
    assert max(np.abs(overlay).max() for overlay in overlays) > 0.05
    for ours, theirs in zip(found, overlays, strict=True):
        np.testing.assert_allclose(ours.transpose(1, 2, 0), theirs, atol=limit)


def test_the_file_tells_what_goes_in(astronaut, generator, tmp_path):
    report = export(avatar_exportable(generator, astronaut, "a test"), tmp_path / "a.pt", "torchscript")
    told = report.description
    assert (told["avatar"], told["renderer"], told["weights"]) == ("astronaut", "anchored", "a test")
    parts = ("mouth", "eyes", "head")
    assert set(told["inputs"]) == {f"{part}_{kind}" for part in parts for kind in ("prior", "maps")}
    assert set(told["outputs"]) == {"mouth_overlay", "eyes_overlay", "corrections"}
    assert told["config"] == SMALL.to_json()
    assert set(told["regions"]) == {"mouth", "right_eye", "left_eye"}
    assert np.shape(told["photo_points"]) == (478, 3)
    json.dumps(dict(told))


def test_two_avatars_have_two_graphs(astronaut, character, generator):
    one, other = (avatar_exportable(generator, avatar, "") for avatar in (astronaut, character))
    inputs = one.examples[0].values()
    with torch.no_grad():
        assert (one.live(*inputs)[0] - other.live(*inputs)[0]).abs().max() > 1e-3


def test_half_precision_that_can_not_hold_the_numbers_is_refused(astronaut, generator, tmp_path):
    middle = generator.mouth.middle
    with torch.no_grad():
        middle.conv1.weight *= 1e6
        middle.conv1.bias *= 1e6
        middle.conv2.weight *= 1e-6
    with pytest.raises(ExportError, match="single precision"):
        export(avatar_exportable(generator, astronaut, "", "fp16"), tmp_path / "a.pt", "torchscript")
    assert not (tmp_path / "a.pt").exists()
