"""A photo as a record refers to it: by the hash of its bytes, which travel on their own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoRef:
    """`sha256` is the hash, in hexadecimal, of the JPEG as stored; `taken_at` is ISO 8601."""

    sha256: str
    width: int = 0
    height: int = 0
    taken_at: str = ""
