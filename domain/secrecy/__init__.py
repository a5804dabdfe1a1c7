"""Who may see what, what lies sealed, and how long it is kept."""
