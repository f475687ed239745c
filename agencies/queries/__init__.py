"""What is seen of agencies, units and those who work there; one subject a file."""
