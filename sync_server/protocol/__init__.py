"""The printed protocol of a signed round."""
