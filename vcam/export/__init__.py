"""Avatars as graphs for other runtimes: ONNX and TorchScript."""
