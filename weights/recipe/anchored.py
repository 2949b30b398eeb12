"""Recipe of `weights/anchored*`: trained networks become shipped ones.

    python -m weights.recipe.anchored --run RUN/head --run RUN/mouth --run RUN/eyes
    vcam evaluate --data DIR --json > heldout.json
    python -m weights.recipe.anchored --figures heldout.json

The first line takes the best weights of run folders of `vcam train anchored`, one of each network, writes
all files, and tells in the manifest what stands in the run folders: configuration, tiers, steps, hours,
seeds, commits, device. Figures of other weights are taken out. The last line puts in the new ones, of the
files as they now are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vcam.errors import TrainingError
from vcam.evaluation.measures import measures_of
from vcam.export.anchored import anchored_exportables
from vcam.export.files import export
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator
from vcam.models.anchored_file import anchored_bytes
from vcam.paths import write_atomically
from vcam.training.anchored.record import Run, RunRecord, read_run
from vcam.weights import MANIFEST, WeightsEntry, read_manifest, weights_folder

GRAPH, HEAD, TORCH = "anchored", "anchored_head", "anchored_torch"
FILES = {
    GRAPH: ("anchored.onnx", "Repairs what geometry draws of mouth and eyes: patches to overlays."),
    HEAD: ("anchored_head.onnx", "Bends and tints what geometry draws of the whole head."),
    TORCH: ("anchored.safetensors", "The same networks for PyTorch: to draw on a GPU, and to train further."),
}
TIERS = {
    "A": "A open licence",
    "B": "B openly published third-party footage",
    "PD": "PD official portraits",
    "S": "S generated people",
}
UNITS = {
    **dict.fromkeys(("l1", "eyes_l1", "mouth_l1", "colour"), "_grey_levels"),
    **dict.fromkeys(("nme", "true_nme", "eyes_nme", "mouth_nme"), "_percent_of_iris_distance"),
    **dict.fromkeys(("jitter", "mouth_sharpness"), "_ratio"),
    "lost": "_percent",
}
"""Of measures that have one, as it stands in the names of figures."""
NO_FIGURES = (
    "frame_ms",
    "calibrated_nme",
    "smiling_nme",
    "turned_nme",
    "mouth_following",
    "mouth_range",
    "eyes_following",
    "eyes_range",
    "skeleton_jitter",
)
"""That depend on the computer or on the skeleton more than on the networks."""
log = logging.getLogger("anchored")


@dataclass(frozen=True, kw_only=True, eq=False)
class Trained:
    """All networks, put together.

    Args:
        generator: with the best weights.
        runs: that gave them, by network.
    """

    generator: AnchoredGenerator
    runs: dict[str, Run]

    @property
    def records(self) -> list[RunRecord]:
        """Of the runs."""
        return [run.record for run in self.runs.values()]


def put_together(runs: Sequence[Path]) -> Trained:
    """The networks of some run folders, one of each.

    Raises:
        TrainingError, CheckpointError: a run can't be read.
        ConfigError: a network is missing.
    """
    found = [read_run(run) for run in runs]
    by_network = {run.record.network: run for run in found}
    if len(by_network) < len(found):
        raise TrainingError(f"two runs are of one network: {', '.join(run.record.network for run in found)}")
    config = AnchoredConfig.from_json({name: dict(run.record.config) for name, run in by_network.items()})
    generator = AnchoredGenerator(config)
    for name, run in by_network.items():
        getattr(generator, name).load_state_dict(run.weights)
    return Trained(generator=generator.eval(), runs=by_network)


def tell_training(trained: Trained) -> str:
    """What the networks were trained on, in some sentences."""
    parts = []
    for run in trained.runs.values():
        record = run.record
        tiers = ", ".join(TIERS.get(tier, tier) for tier in record.tiers)
        parts.append(
            f"{record.network.capitalize()}: {run.steps:,} iterations, at last of "
            f"{record.batch} pairs of {record.people} people in {record.files} clips and pictures (rights "
            f"tiers {tiers}), the best weights chosen by {record.unseen} other people."
        )
    return " ".join([*parts, "No picture is in the file."])


def write_release(runs: Sequence[Path], out: Path) -> None:
    """Write the files and their entries in the manifest of a weights folder.

    Raises:
        VcamError: a run can't be used, or the graph draws something else than the networks.
        OSError: a file can't be written.
    """
    trained = put_together(runs)
    told = tell_training(trained)
    with write_atomically(out / FILES[TORCH][0]) as temporary:
        temporary.write_bytes(anchored_bytes(trained.generator, told))
    graphs = anchored_exportables(trained.generator, told)
    for name, exportable in graphs.items():
        export(exportable, out / FILES[name][0], "onnx")
    whole, rows = _tell_run(trained, told), {}
    for name, (file, purpose) in FILES.items():
        if name not in (TORCH, *graphs):
            (out / file).unlink(missing_ok=True)
            continue
        content = (out / file).read_bytes()
        entry = WeightsEntry(
            name=name,
            file=file,
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            purpose=purpose,
            **whole,
        )
        rows[name] = asdict(entry)
    before = {entry.name: entry for entry in read_manifest(out).entries if entry.name in FILES}
    hashes = {name: row["sha256"] for name, row in rows.items()}
    if {name: entry.sha256 for name, entry in before.items()} == hashes:
        rows = {name: row | {"figures": before[name].figures} for name, row in rows.items()}
    _update_manifest(out, rows, keep=rows.keys())


def _tell_run(trained: Trained, told: str) -> dict[str, Any]:
    """What the entries of all files tell alike."""
    runs = trained.runs
    return {
        "licence": "MIT",
        "source": "Made for vcam by vcam train anchored-pairs and vcam train anchored.",
        "recipe": "python -m weights.recipe.anchored",
        "trained_on": told,
        "config": trained.generator.config.to_json(),
        "tiers": sorted({tier for record in trained.records for tier in record.tiers}),
        "steps": {part: run.steps for part, run in runs.items()},
        "hours": {part: round(run.hours, 2) for part, run in runs.items() if run.hours is not None},
        "seeds": {part: run.record.seed for part, run in runs.items() if run.record.seed is not None},
        "commits": {part: run.record.commit for part, run in runs.items() if run.record.commit},
        "device": "; ".join(sorted({record.device for record in trained.records})),
    }


def write_figures(evaluation: Path, out: Path) -> None:
    """Put what `vcam evaluate --json` told into the manifest of a weights folder."""
    figures = figures_of(json.loads(evaluation.read_text(encoding="utf-8")))
    there = {row["name"] for row in json.loads((out / MANIFEST).read_text(encoding="utf-8"))["weights"]}
    _update_manifest(out, {name: {"figures": figures} for name in FILES if name in there})


def figures_of(evaluation: dict[str, Any]) -> dict[str, float]:
    """The whole table as figures: means over held-out people, of networks, geometry and landmarks alone."""
    figures = {}
    for protocol, methods in evaluation["mean_over_people"].items():
        kind = "" if protocol == "self" else f"{protocol}_"
        for measure in measures_of(protocol):
            for method, prefix in (("anchored", ""), ("prior", "prior_"), ("landmarks", "landmarks_")):
                mean = methods.get(method, {}).get(measure.key, {}).get("mean")
                if mean is not None and measure.shown and measure.key not in NO_FIGURES:
                    figures[f"{prefix}heldout_{kind}{measure.key}{UNITS.get(measure.key, '')}"] = mean
    figures["heldout_people"] = evaluation["mean_over_people"]["self"]["anchored"]["l1"]["people"]
    return figures


def _update_manifest(
    out: Path, changes: dict[str, dict[str, Any]], keep: Collection[str] = tuple(FILES)
) -> None:
    """Change what entries tell, by their names, or add them at the end; what is empty is left out.

    Of the recipe's own entries only those to keep stay.
    """
    path = out / MANIFEST
    rows = {
        row["name"]: row
        for row in json.loads(path.read_text(encoding="utf-8"))["weights"]
        if row["name"] not in FILES or row["name"] in keep
    }
    for name, change in changes.items():
        changed = {**rows.get(name, {}), **change}
        rows[name] = {key: value for key, value in changed.items() if value or value == 0}
    with write_atomically(path) as temporary:
        text = json.dumps({"weights": list(rows.values())}, indent=2, ensure_ascii=False)
        temporary.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Write the files, or their figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, action="append", help="run folder of one network; one for each")
    parser.add_argument(
        "--figures", type=Path, help="what `vcam evaluate --json` told about the shipped files"
    )
    parser.add_argument("--out", type=Path, default=weights_folder(), help="weights folder with its manifest")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not args.run and not args.figures:
        parser.error("nothing to do: give --run of each network, or --figures")
    if args.run:
        write_release(args.run, args.out)
        log.info("%s holds the networks; measure them, then give --figures.", args.out)
    if args.figures:
        write_figures(args.figures, args.out)
        log.info("%s has the figures.", args.out / MANIFEST)


if __name__ == "__main__":
    main()
