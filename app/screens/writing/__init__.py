"""Writing a finding: what, where, how bad, with which pictures, and to whom it goes."""
