"""The server's database: its tables, its versions, and documents read and written in one transaction."""
