"""The first-run guide's page: a rail of steps, and a panel for each."""
