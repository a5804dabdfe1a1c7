"""The desk of tasks: whose, which, how they are shown, and what is done to them."""
