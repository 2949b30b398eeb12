"""Control from other programs of the same computer, by Open Sound Control."""
