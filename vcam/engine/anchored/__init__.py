"""Avatars that small networks correct, over what geometry draws."""
