"""The pages of sign-in, accounts and people; one subject a file."""
