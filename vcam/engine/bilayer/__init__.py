"""Avatars drawn by the Bi-layer networks: made once of a photo, cached, then a small network a frame.

PyTorch is loaded when the first one is made and not before: a start with the warp prior stays light.
"""
