"""What is true of the whole system."""
