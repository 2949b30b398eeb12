"""The user before his own camera while he sets vcam up: for his eyes alone, and never near an output."""
