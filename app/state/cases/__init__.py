"""Cases on this phone: what is to be done after something has happened."""
