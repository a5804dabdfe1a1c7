"""The server's part of the risk assessment: whether the policy's matrix can be used, and what a phone cannot count."""
