"""Training the networks: prepared data in, checkpoints out; needs no window, camera or command line."""
