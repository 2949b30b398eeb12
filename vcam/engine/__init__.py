"""Threads and the frame path: slots, workers, renderer, compositor, session."""
