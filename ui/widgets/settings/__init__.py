"""The settings and what explains the program: a dialog of pages."""
