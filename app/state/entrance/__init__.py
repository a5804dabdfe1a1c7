"""Who is signed in on this phone, how they come in and what happens when they leave."""
