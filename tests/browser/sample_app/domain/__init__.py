"""Nothing: the builder packs this package beside app."""
