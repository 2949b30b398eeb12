"""Avatars whose mouth and eyes small networks repair, over what geometry draws."""
