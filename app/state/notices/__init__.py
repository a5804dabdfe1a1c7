"""What somebody is told: on the phone, and by letter."""
