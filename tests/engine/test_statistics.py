from __future__ import annotations

import pytest

from vcam.engine.statistics import DelayMeter, RateMeter


def test_rate_over_the_last_seconds() -> None:
    now = [0.0]
    meter = RateMeter(lambda: now[0])
    assert meter.rate() == 0.0
    for step in range(90):
        now[0] = step / 30
        meter.tick()
    assert meter.rate() == pytest.approx(30)
    assert meter.count == 90
    now[0] += 5
    assert meter.rate() == 0.0


def test_percentiles() -> None:
    meter = DelayMeter()
    assert meter.percentile_ms(95) is None
    for delay in range(100):
        meter.add(delay / 1000)
    assert meter.percentile_ms(50) == pytest.approx(50)
    assert meter.percentile_ms(95) == pytest.approx(95)
    for _ in range(300):
        meter.add(0.001)
    assert meter.percentile_ms(100) == pytest.approx(1)
