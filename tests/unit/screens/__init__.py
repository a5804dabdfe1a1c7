"""What is on the screens, drawn without a window."""
