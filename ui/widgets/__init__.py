"""The window's building blocks: each shows one thing and reports what the user did with it."""
