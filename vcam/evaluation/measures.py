"""Everything that is measured: names, units, and in which kind of reenactment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Protocol = Literal["self", "cross"]
"""`self`: a clip's first frame is the photo, its later frames drive, and are what should be drawn. `cross`:
each person's photo is driven by the next person's clip, so that there is no true picture."""
PROTOCOLS: tuple[Protocol, ...] = ("self", "cross")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure of a method on a clip.

    Args:
        key: its name in JSON.
        label: for tables, short.
        protocols: where it can be measured.
        decimals: in tables.
        shown: whether tables have it.
    """

    key: str
    label: str
    protocols: tuple[Protocol, ...]
    decimals: int = 2
    shown: bool = True


SELF: tuple[Protocol, ...] = ("self",)
CROSS: tuple[Protocol, ...] = ("cross",)
MEASURES = (
    Measure(key="l1", label="L1", protocols=SELF),
    Measure(key="eyes_l1", label="L1 in eyes", protocols=SELF),
    Measure(key="mouth_l1", label="L1 in mouth", protocols=SELF),
    Measure(key="mouth_sharpness", label="mouth detail", protocols=SELF),
    Measure(key="colour", label="colour shift", protocols=SELF),
    Measure(key="ssim", label="SSIM", protocols=SELF, decimals=3),
    Measure(key="lpips", label="LPIPS", protocols=SELF, decimals=3),
    Measure(key="csim", label="CSIM", protocols=PROTOCOLS, decimals=3),
    Measure(key="csim_driver", label="CSIM to driver", protocols=CROSS, decimals=3),
    Measure(key="nme", label="NME %", protocols=SELF),
    Measure(key="true_nme", label="NME of true frames %", protocols=SELF),
    Measure(key="eyes_nme", label="NME of eyes %", protocols=SELF),
    Measure(key="mouth_nme", label="NME of mouth %", protocols=SELF),
    Measure(key="calibrated_nme", label="expression %", protocols=SELF),
    Measure(key="smiling_nme", label="calibrated smiling %", protocols=SELF),
    Measure(key="turned_nme", label="calibrated turned %", protocols=SELF),
    Measure(key="leak", label="identity leak", protocols=CROSS, decimals=3),
    Measure(key="avatar_distance", label="to avatar's shape", protocols=CROSS, shown=False),
    Measure(key="driver_distance", label="to driver's shape", protocols=CROSS, shown=False),
    Measure(key="mouth_following", label="mouth follows", protocols=PROTOCOLS, decimals=3),
    Measure(key="mouth_range", label="mouth's range", protocols=PROTOCOLS),
    Measure(key="eyes_following", label="eyes follow", protocols=PROTOCOLS, decimals=3),
    Measure(key="eyes_range", label="eyes' range", protocols=PROTOCOLS),
    Measure(key="jitter", label="jitter", protocols=PROTOCOLS),
    Measure(key="skeleton_jitter", label="jitter of skeleton", protocols=PROTOCOLS),
    Measure(key="trembling", label="trembling", protocols=SELF),
    Measure(key="delay", label="frames of delay", protocols=SELF),
    Measure(key="lost", label="faces lost %", protocols=PROTOCOLS, decimals=1),
    Measure(key="frame_ms", label="ms a frame", protocols=PROTOCOLS, decimals=1),
    Measure(key="frame_gmac", label="network GMAC", protocols=PROTOCOLS, decimals=3),
)


def measures_of(protocol: Protocol) -> list[Measure]:
    """What is measured in one kind of reenactment."""
    return [measure for measure in MEASURES if protocol in measure.protocols]
