"""The demarcation list: who repairs, inspects and pays, by which row, in which version."""
