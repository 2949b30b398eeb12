"""Measuring avatars against true frames: metrics, reenactment tables, contact sheets."""
