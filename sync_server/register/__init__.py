"""The municipality as the rules need it, published for the phones, and the rounds planned from it."""
