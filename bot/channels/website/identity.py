"""Who a website says its visitor is: a compact JWS (HS256) that the site's own server signs with a shared secret."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from email_validator import EmailNotValidError, validate_email
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey

from bot.channels.errors import ApiError

AUDIENCE = "firstnotice"
"""What `aud` has to name, if it is given."""
LONGEST = timedelta(hours=1)
"""How far ahead `exp` may lie: who finds an old page's identity must not get into somebody's conversation with it."""
_SKEW = 60
"""Seconds that the site's clock may differ from ours."""
_MOST = 200
"""Characters of a claim."""
_PHONE = re.compile(r"\+?[\d\s()/.-]{5,40}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class BadIdentity(ApiError):
    """422; `message` tells the site's developer what is wrong, and never repeats what the identity says."""

    def __init__(self, message: str) -> None:
        super().__init__(422, "invalid_identity", f"identity: {message}")


@dataclass(frozen=True, slots=True)
class Identity:
    facts: Mapping[str, str]
    """By claim field."""
    account: str | None
    """A keyed digest of `sub`."""


class Identities:
    def __init__(self, secret: str) -> None:
        self._secret = secret

    def read(self, signed: str, now: datetime) -> Identity:
        """Raises BadIdentity."""
        if not self._secret:
            raise BadIdentity("FIRSTNOTICE_IDENTITY_SECRET is not set, so no identity can be checked.")
        claims = self._claims(signed, now)
        contacts = [contact for contact in (_email(claims), _phone(claims)) if contact]
        facts = {
            "insured_name": _text(claims, "name"),
            "insured_contact": ", ".join(contacts),
            "policy_number": _text(claims, "policy_number"),
        }
        subject = _text(claims, "sub")
        return Identity({name: value for name, value in facts.items() if value}, self._account(subject))

    def _claims(self, signed: str, now: datetime) -> dict[str, Any]:
        seconds = int(now.timestamp())
        rules = jwt.JWTClaimsRegistry(
            now=seconds, leeway=_SKEW, exp={"essential": True}, aud={"value": AUDIENCE, "allow_blank": False}
        )
        try:
            token = jwt.decode(signed, OctKey.import_key(self._secret), algorithms=["HS256"])
        except (JoseError, ValueError, TypeError, RecursionError):
            raise BadIdentity(
                "it is no JWT in compact form that is signed with HS256 and FIRSTNOTICE_IDENTITY_SECRET."
            ) from None
        try:
            rules.validate(token.claims)
        except ExpiredTokenError:
            raise BadIdentity("it has expired (`exp`); sign a new one for each page.") from None
        except (JoseError, ValueError, TypeError):
            raise BadIdentity(
                "`exp` must be there, in seconds since 1970; `nbf` and `iat` must not lie ahead; "
                f"`sub` must be a text; `aud`, if given, must be {AUDIENCE!r}."
            ) from None
        if token.claims["exp"] > seconds + LONGEST.total_seconds() + _SKEW:
            raise BadIdentity("`exp` may lie one hour ahead at most.")
        return token.claims

    def _account(self, subject: str) -> str | None:
        if not subject:
            return None
        key = f"account {self._secret}".encode()
        return hmac.new(key, subject.encode(), hashlib.sha256).hexdigest()


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _MOST:
        raise BadIdentity(f"`{name}` must be a text of at most {_MOST} characters.")
    return " ".join(unicodedata.normalize("NFC", _CONTROL.sub(" ", value)).split())


def _email(claims: Mapping[str, Any]) -> str:
    text = _text(claims, "email")
    if not text:
        return ""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise BadIdentity("`email` is no e-mail address.") from None


def _phone(claims: Mapping[str, Any]) -> str:
    text = _text(claims, "phone")
    if text and not _PHONE.fullmatch(text):
        raise BadIdentity("`phone` is no phone number.")
    return text
