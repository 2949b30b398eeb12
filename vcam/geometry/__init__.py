"""Pose, skeleton, retargeting, edits, mesh and warp prior: geometry without a network."""
