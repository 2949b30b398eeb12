"""What connects one feature with the window, a module each."""
