"""The smoothing slider: one number from 0 (raw, quick) to 1 (calm) for the filter's parameters."""

from __future__ import annotations

from vcam.landmarks.smoothing import SmoothingConfig

_QUICKEST_HZ = 5.625
_CALMEST_HZ = 0.4


def smoothing_config(amount: float) -> SmoothingConfig:
    """The filter for a slider position; 0 switches it off, between the cut-off falls geometrically."""
    if amount <= 0:
        return SmoothingConfig(enabled=False)
    cutoff_hz = _QUICKEST_HZ * (_CALMEST_HZ / _QUICKEST_HZ) ** min(amount, 1.0)
    return SmoothingConfig(enabled=True, min_cutoff_hz=cutoff_hz)


DEFAULT_SMOOTHING = 0.5
