"""AES-GCM natively, by the package `cryptography`, and its key's file. Imported when something is sealed, never before.

Of the well-kept packages it is the one whose wheels Flet has for Android and iOS (pypi.flet.dev).
"""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.device.disk import flush
from app.device.sealed import KEY_BYTES, NONCE_BYTES, Unreadable


def sealed(cipher: AESGCM, plain: bytes, about: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, about.encode())


def opened(cipher: AESGCM, sealed: bytes, about: str) -> bytes:
    """Raises Unreadable."""
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError) as wrong:
        raise Unreadable(about) from wrong


def kept_key(path: Path) -> AESGCM | None:
    """None where there is no key, or one cut short, under which nothing can have been sealed."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    return AESGCM(key) if len(key) == KEY_BYTES else None


def made_key(path: Path) -> AESGCM:
    """The kept key, else a new one that survives a power cut from now on. Raises OSError."""
    if kept := kept_key(path):
        return kept
    key, aside = os.urandom(KEY_BYTES), path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, key)
        flush(file)
    finally:
        os.close(file)
    aside.replace(path)
    _flush_folder(path.parent)
    return AESGCM(key)


def destroy(path: Path) -> None:
    """The name and, where the disk writes in place, the bytes. Raises OSError."""
    file = os.open(path, os.O_WRONLY)
    try:
        os.write(file, bytes(KEY_BYTES))
        flush(file)
    finally:
        os.close(file)
    path.unlink()
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
