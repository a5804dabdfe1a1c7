"""The rules, as tables and stories, without phone or server."""
