"""BLAKE2 without hashlib, which would load OpenSSL for it: that takes as long as to check ten files."""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
