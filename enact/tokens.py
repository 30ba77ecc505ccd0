"""Secrets in addresses: whoever has one may do what it stands for. Only what cannot be turned back into it is kept."""

import secrets
from hashlib import sha256

BYTES = 24
"""192 bits: nobody guesses it."""


def new_token():
    """A token that nobody knows yet, as it stands in an address."""
    return secrets.token_urlsafe(BYTES)


def hash_of(token):
    """What is kept of a token: its SHA-256."""
    return sha256(token.encode()).hexdigest()
