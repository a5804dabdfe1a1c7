"""What the phone keeps and does, without its screens."""
