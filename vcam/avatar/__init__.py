"""Source photos made into avatars: reading, checking, building, storing."""
