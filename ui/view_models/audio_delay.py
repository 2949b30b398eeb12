"""How late the picture is against the sound, and what to set in OBS so that lips and voice agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ui.translation import tr


@dataclass(frozen=True, kw_only=True)
class AudioDelay:
    """The helper's texts.

    Args:
        offset_ms: what to set, None while nothing was measured.
        headline: the measured delay.
        steps: what to do in OBS.
        note: what was measured, and what is not in it.
    """

    offset_ms: int | None
    headline: str
    steps: str
    note: str


def audio_delay(statistics: Any | None) -> AudioDelay:
    """The helper for a moment.

    Args:
        statistics: `vcam.engine.statistics.Statistics`, whose median delay is that of the last seconds;
            None while nothing is live.
    """
    delay_ms = statistics.camera_to_output_p50_ms if statistics is not None else None
    if delay_ms is None:
        return AudioDelay(
            offset_ms=None,
            headline=tr("Not measured yet"),
            steps=tr("Go live: the delay is measured while vcam runs."),
            note="",
        )
    offset_ms = round(delay_ms)
    return AudioDelay(
        offset_ms=offset_ms,
        headline=tr("The picture is {ms} ms late").format(ms=offset_ms),
        steps=tr(
            "In OBS, open Edit > Advanced Audio Properties and set the Sync Offset of your microphone to "
            "{ms} ms."
        ).format(ms=offset_ms),
        note=tr(
            "Measured from the arrival of the camera's frame to the sent picture, median of the last "
            "seconds. The camera's own delay is not in it: if the lips still come late, add a little."
        ),
    )
