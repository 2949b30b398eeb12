"""A session's statistics, from its stages and outputs."""

from __future__ import annotations

from collections.abc import Sequence

from vcam.engine.outputs import leading
from vcam.engine.sink import OutputSink
from vcam.engine.stages import Stages
from vcam.engine.statistics import Statistics


def gather(stages: Stages, sinks: Sequence[OutputSink]) -> Statistics:
    """How the stages and outputs are doing; what the session alone knows keeps its default."""
    capturing, tracking, rendering = stages.capturing, stages.tracking, stages.rendering
    first = leading(sinks)
    outputs = tuple(sink.statistics() for sink in sinks)
    latest = tracking.latest
    drawing_device, drawing_reason = rendering.device
    return Statistics(
        fps_in=capturing.rate.rate(),
        fps_tracked=tracking.rate.rate(),
        fps_rendered=rendering.rate.rate(),
        fps_out=first.statistics().fps if first is not None else 0.0,
        drops={
            "tracking": tracking.drops,
            "rendering": rendering.drops,
            "output": sum(output.drops for output in outputs),
        },
        frames={
            "captured": capturing.rate.count,
            "tracked": tracking.rate.count,
            "rendered": rendering.rate.count,
        },
        device=tracking.device,
        device_reason=tracking.device_reason,
        drawn_by=rendering.drawn_by,
        drawing_device=drawing_device,
        drawing_reason=drawing_reason,
        face_visible=latest is not None and latest.landmarks is not None,
        calibration=rendering.calibration,
        source_name=capturing.source_name,
        source_status=capturing.status,
        outputs=outputs,
    )
