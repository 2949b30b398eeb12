"""Preparing training data: videos and pictures in, one file of cropped frames for each out."""
