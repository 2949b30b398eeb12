"""The graph gives what the whole networks draw, and tells what its inputs and outputs are."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import torch

from vcam.export.bilayer import bilayer_exportable
from vcam.models.sampling import sample


def run(network, pose):
    with torch.no_grad():
        return network(pose)


def test_inside_gives_picture_and_mask(sitter, new_pose):
    exportable = bilayer_exportable(sitter.portrait, "Ada")
    image, mask = run(exportable.network, new_pose)
    expected = sitter.render(new_pose)
    assert exportable.outputs == ("image", "mask")
    torch.testing.assert_close(image, expected.image, atol=1e-4, rtol=0)
    torch.testing.assert_close(mask, expected.drawn.mask, atol=1e-4, rtol=0)


def test_outside_gives_all_that_the_picture_takes(sitter, new_pose):
    exportable = bilayer_exportable(sitter.portrait, "Ada", sampling="outside")
    low_frequency, warp_field, mask = run(exportable.network, new_pose)
    expected = sitter.render(new_pose)
    assert exportable.outputs == ("low_frequency", "warp_field", "mask")
    image = low_frequency + sample(exportable.textures["texture"], warp_field)
    torch.testing.assert_close(image, expected.image, atol=1e-4, rtol=0)
    torch.testing.assert_close(mask, expected.drawn.mask, atol=1e-4, rtol=0)


def test_half_precision_stays_inside(sitter, new_pose):
    exportable = bilayer_exportable(sitter.portrait, "Ada", precision="fp16")
    *coarse, _, _ = exportable.network.generator.blocks
    assert {weight.dtype for block in coarse for weight in block.parameters()} == {torch.float16}
    assert exportable.network.generator.heads.weight.dtype == torch.float32
    assert exportable.network.texture.dtype == torch.float32
    assert all(output.dtype == torch.float32 for output in run(exportable.network, new_pose))
    live = {weight.dtype for weight in sitter.portrait.generator.parameters()}
    assert live == {torch.float32}


def test_it_is_checked_in_several_poses(sitter):
    poses = [example["keypoints"] for example in bilayer_exportable(sitter.portrait, "Ada").examples]
    assert len(poses) >= 3
    assert torch.equal(poses[0], sitter.portrait.keypoints)
    assert all((a - b).abs().max() > 0.05 for a, b in pairwise(poses))


@pytest.mark.parametrize("sampling", ["inside", "outside"])
def test_the_description_is_json_and_complete(sitter, sampling):
    exportable = bilayer_exportable(sitter.portrait, "Ada", sampling=sampling)
    description = json.loads(json.dumps(exportable.description))
    assert description["avatar"] == "Ada"
    assert description["checkpoint"] == "Random weights of a test."
    assert description["image_size"] == 32
    assert description["photo_crop"] == {"left": 3, "top": -2, "side": 40}
    assert "synthetic" in description["notice"]
    assert list(description["outputs"]) == list(exportable.outputs)
    assert list(description["inputs"]) == list(exportable.examples[0])
    assert torch.allclose(torch.tensor(description["photo_keypoints"]), sitter.portrait.keypoints[0])
    assert ("align_corners=False" in json.dumps(description)) == (sampling == "outside")
