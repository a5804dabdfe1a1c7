"""Accounts, signing in, and the phones that are signed in."""
