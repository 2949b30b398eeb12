"""Training of the network that puts the driver's motion on the avatar's own head, on synthetic heads."""
