"""The smooth step between two values."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def smoothstep(low: float, high: float, x: Any) -> NDArray[Any]:
    """0 below `low`, 1 above `high`, smooth between; the other way round where `high` is the lower one.

    Args:
        x: a number or an array of any shape, which the result has too.
    """
    share = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))
