"""The demarcation list as a living document: read from a table, shown before it is adopted, kept, and written out."""
