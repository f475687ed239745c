"""Accounts, sign-in, people and units."""
