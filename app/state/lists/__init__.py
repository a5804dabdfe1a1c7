"""The demarcation list: its versions, and who answers for what."""
