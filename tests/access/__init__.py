"""Who is asking, how anything changes, and what is kept for later."""
