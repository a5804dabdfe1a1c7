"""What was done leaves the phone, and what others did arrives."""
