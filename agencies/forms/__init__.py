"""What is typed at sign-in, about an account and about people; one subject a file."""
