"""A preview: a checklist's file as a phone would show it, without an account and without anything being kept."""
