"""Opaque ids for rows and buttons: 96 random bits, unguessable."""

import secrets


def new_id() -> str:
    return secrets.token_hex(12)
