"""Recipes of what ships with vcam: how each resource was made, so that it can be made again."""
