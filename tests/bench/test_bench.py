"""The measurements run and give every figure; how large they are depends on the machine."""

import json
import subprocess
import sys

from vcam.cli.main import main

ASKED = {
    "landmarks_ms",
    "geometry_256_ms",
    "geometry_512_ms",
    "retargeting_ms",
    "retargeting_anchored_ms",
    "compose_720p_ms",
    "fps_live",
    "camera_to_output_p95_ms",
    "rss_mb",
    "avatar_new_s",
    "avatar_cached_ms",
    "avatar_switch_ms",
    "device",
}


def test_bench_gives_every_figure(capsys):
    assert main(["bench", "--json", "--seconds", "1"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) >= ASKED
    growth_mb = report.pop("rss_growth_mb")
    assert abs(growth_mb) < report["rss_mb"]
    assert all(value > 0 for value in report.values() if isinstance(value, int | float))
    assert report["camera_to_output_p50_ms"] <= report["camera_to_output_p95_ms"]
    assert report["device"].startswith("CPU")


def test_resident_memory_grows_with_use():
    # In a process of its own: here the system may take back idle pages of other tests meanwhile.
    code = """
import os
from vcam.bench.memory import resident_mb
before_mb = resident_mb()
block = os.urandom(60_000_000)
print(resident_mb() - before_mb, len(block))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout.split()[0]) > 40
