"""The municipality's words and rules: no I/O, no clock, no screens, no database."""
