"""Synthetic heads: a 3D morphable head, given by a path, as data to train the skeleton's network on."""
