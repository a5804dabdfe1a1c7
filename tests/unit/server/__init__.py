"""The server, with its database and its commands."""
