"""The shipped graph's weights take half the room and say the same."""

from __future__ import annotations

import numpy as np
import onnxruntime as ort
import torch

from vcam.export.onnx_format import to_bytes
from vcam.export.skeleton_anchor import skeleton_anchor_exportable
from vcam.models.skeleton_anchor import AnchorConfig, SkeletonAnchor
from weights.recipe.skeleton_anchor import halved


def test_half_the_size_says_the_same() -> None:
    torch.manual_seed(0)
    members = torch.full((20, 24), -1)
    members.view(-1)[:478] = torch.randperm(478)
    config = AnchorConfig(regions=20, width=16, depth=1, heads=2, summary=4, components=24, errors=4)
    network = SkeletonAnchor(config, members, 0.2 * torch.randn(478, 3)).eval()
    exportable = skeleton_anchor_exportable(network, "made up")
    whole = to_bytes(exportable)
    small = halved(whole)
    assert len(small) < 0.6 * len(whole)
    given = {name: tensor.numpy() for name, tensor in exportable.examples[0].items()}
    sessions = [ort.InferenceSession(graph, providers=["CPUExecutionProvider"]) for graph in (whole, small)]
    assert sessions[0].get_modelmeta().custom_metadata_map == sessions[1].get_modelmeta().custom_metadata_map
    for before, after in zip(*(session.run(None, given) for session in sessions), strict=True):
        np.testing.assert_allclose(after, before, atol=2e-3)
