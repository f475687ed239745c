"""What Kring promises, and how we know."""
