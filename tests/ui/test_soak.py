"""Each deed of the soak once, in the real window: nothing goes wrong and nothing is left behind."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fake_devices import why_unavailable
from soak import Plan, soak

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="fake video devices need Linux"),
    pytest.mark.timeout(400),
]


def test_each_deed_once_leaves_nothing_behind(tmp_path: Path) -> None:
    if why_unavailable():
        pytest.skip(why_unavailable())
    found = soak(tmp_path, Plan(minutes=0.0, latencies=False, quiet_s=0.0))
    assert found["broken"] == []
    assert found["exit_code"] == 0
    assert len(found["deeds"]) == 17
    assert set(found["deeds"].values()) == {1}
