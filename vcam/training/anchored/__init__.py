"""Training of the geometry-anchored generator: its pairs, its losses, its loop."""
