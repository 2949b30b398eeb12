"""The command line: one module per group of commands, heavy imports only where a command runs."""
