"""Where one begins: what is planned and what may be begun, reported or switched off."""
