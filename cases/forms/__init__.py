"""What is typed about a signal, a case and the family."""
