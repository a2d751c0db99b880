"""Second factors: the codes of an app (TOTP, RFC 6238) and recovery codes. Secrets are stored encrypted."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken

_STEP = 30
"""Seconds for which an app shows a code."""
_AROUND = (0, -1, 1)
"""Steps beside the current one whose codes count: clocks differ, and people type slowly."""
_CODES, _GROUPS, _IN_GROUP = 10, 2, 5
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


class Factors:
    def __init__(self, secret: str, issuer: str = "Firstnotice") -> None:
        key = hashlib.sha256(f"second factors {secret}".encode()).digest()
        self._key, self._seal = key, Fernet(base64.urlsafe_b64encode(key))
        self._issuer = issuer

    def new_secret(self) -> str:
        return pyotp.random_base32()

    def address(self, secret: str, email: str) -> str:
        return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=self._issuer)

    def sealed(self, secret: str) -> str:
        return self._seal.encrypt(secret.encode()).decode()

    def opened(self, sealed: str) -> str | None:
        try:
            return self._seal.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None

    def step(self, sealed: str, code: str, at: datetime) -> int | None:
        """The time step whose code this is; None if it is none, or the secret was sealed with another key."""
        secret = self.opened(sealed)
        if secret is None:
            return None
        totp = pyotp.TOTP(secret)
        given, now = "".join(code.split()), int(at.timestamp()) // _STEP
        right = [
            step
            for step in (now + around for around in _AROUND)
            if hmac.compare_digest(totp.generate_otp(step).encode(), given.encode())
        ]
        return right[0] if right else None

    def new_codes(self) -> tuple[str, ...]:
        """Recovery codes of 50 bits each."""
        return tuple(
            "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
            for _ in range(_CODES)
        )

    def code_digest(self, code: str) -> str:
        plain = "".join(character for character in code.casefold() if character in _ALPHABET)
        return hmac.new(self._key, f"recovery code {plain}".encode(), hashlib.sha256).hexdigest()
