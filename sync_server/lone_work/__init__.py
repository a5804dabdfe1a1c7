"""Lone work by the server's clock: it escalates whether or not the phone lives, and forgets what is over."""
