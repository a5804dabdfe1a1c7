"""Photos on the server: taken in by parts, kept by their hash, handed to who may see them."""
