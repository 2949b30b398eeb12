"""Recipe of `weights/skeleton_anchor.onnx`: a trained network becomes the shipped one.

    vcam train synth --facekit DIR --out HEADS
    vcam train prepare --clips CLIPS --out PREPARED
    vcam train skeleton --data HEADS --clips PREPARED --out RUN
    python -m weights.recipe.skeleton_anchor --run RUN --data HEADS --clips PREPARED

The last line writes the graph, its weights in half precision, and its entry in the manifest, with figures on
people that the network was not trained on: those of `vcam.training.skeleton.comparison` on synthetic heads,
in percent of the distance of the outer eye corners, and those of `vcam.training.skeleton.clip_figures` on
real faces.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from vcam.export.files import export
from vcam.export.skeleton_anchor import skeleton_anchor_exportable
from vcam.models.skeleton_anchor import SkeletonAnchor
from vcam.models.skeleton_anchor_file import load_skeleton_anchor, skeleton_anchor_origin
from vcam.paths import write_atomically
from vcam.synthetic.heads import Heads, read_heads
from vcam.training.skeleton.clip_figures import measure_clips
from vcam.training.skeleton.clips import RealSampler
from vcam.training.skeleton.comparison import compare, measure_steadiness
from vcam.weights import MANIFEST, WeightsEntry, weights_folder

NAME, FILE = "skeleton_anchor", "skeleton_anchor.onnx"
SEED, BATCHES, CLIP_BATCHES = 4_242, 2, 4
LARGE = 1024
"""Weights from which on a tensor is stored in half precision."""
log = logging.getLogger(NAME)


def figures_of(network: SkeletonAnchor, heads: Heads) -> dict[str, float]:
    """Errors in each trial, beside the analytic way's, and the steadiness."""
    figures = {}
    for trial, compared in compare(network, heads, BATCHES, SEED).items():
        name = trial.replace("'", "").replace(" ", "_")
        for measure, value in asdict(compared).items():
            unit = "" if measure.endswith("_deg") else "_percent_of_eye_corners"
            figures[f"{name}_{measure}{unit}"] = round(value, 2)
    for measure, value in asdict(measure_steadiness(network, heads, BATCHES, SEED)).items():
        figures[f"jitter_{measure}_percent_of_eye_corners"] = round(value, 2)
    return figures


def clip_figures_of(network: SkeletonAnchor, real: RealSampler) -> dict[str, float]:
    """What real faces that were kept from the fit say of it."""
    return {
        f"clips_{measure}": round(value, 2)
        for measure, value in asdict(measure_clips(network, real, CLIP_BATCHES)).items()
    }


def halved(content: bytes) -> bytes:
    """A graph with large tensors in half precision, each behind a Cast that onnxruntime folds on loading."""
    model = onnx.load_from_string(content)
    tensors, casts = [], []
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype == np.float32 and array.size >= LARGE:
            name = f"{tensor.name}_half"
            casts.append(helper.make_node("Cast", [name], [tensor.name], to=onnx.TensorProto.FLOAT))
            tensor = numpy_helper.from_array(array.astype(np.float16), name)
        tensors.append(tensor)
    nodes = [*casts, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(tensors)
    model.graph.node.extend(nodes)
    smaller: bytes = model.SerializeToString()
    return smaller


def write_release(run: Path, data: Path, clips: Path, out: Path) -> None:
    """Write the graph and its entry.

    Raises:
        VcamError: run or heads can't be read, or the graph says something else than the network.
        OSError: a file can't be written.
    """
    heads = read_heads(data)
    trained = run / "skeleton_anchor.safetensors"
    network, origin = load_skeleton_anchor(trained), skeleton_anchor_origin(trained)
    export(skeleton_anchor_exportable(network, origin), out / FILE, "onnx")
    content = halved((out / FILE).read_bytes())
    with write_atomically(out / FILE) as temporary:
        temporary.write_bytes(content)
    entry = WeightsEntry(
        name=NAME,
        file=FILE,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        purpose="The driver's motion on the avatar's own head: 478 landmarks of both to 1,107 keypoints.",
        licence="MIT",
        source="Made for vcam by vcam train synth and vcam train skeleton.",
        recipe="python -m weights.recipe.skeleton_anchor",
        trained_on=f"{origin} The heads' shapes are samples of ICT-FaceKit (MIT); no mesh is in the file.",
        config=network.config.to_json(),
        figures=figures_of(network, heads)
        | clip_figures_of(network, RealSampler(clips, heads, SEED, heldout=True)),
    )
    _put_into_manifest(out / MANIFEST, {key: value for key, value in asdict(entry).items() if value})


def _put_into_manifest(path: Path, row: dict[str, Any]) -> None:
    rows = {old["name"]: old for old in json.loads(path.read_text(encoding="utf-8"))["weights"]}
    rows[row["name"]] = row
    with write_atomically(path) as temporary:
        text = json.dumps({"weights": list(rows.values())}, indent=2, ensure_ascii=False)
        temporary.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Write the graph and its entry."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True, help="run folder of vcam train skeleton")
    parser.add_argument("--data", type=Path, required=True, help="heads of vcam train synth")
    parser.add_argument("--clips", type=Path, required=True, help="prepared clips, whose people are split")
    parser.add_argument("--out", type=Path, default=weights_folder(), help="weights folder with its manifest")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    write_release(args.run, args.data, args.clips, args.out)
    log.info("%s holds %s and its figures.", args.out, FILE)


if __name__ == "__main__":
    main()
