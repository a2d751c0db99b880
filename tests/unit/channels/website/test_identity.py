"""What a host site says of its visitor counts only if the site signed it, lately, and in the right form."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from bot.channels.website.identity import BadIdentity, Identities

SECRET = "a secret of the site and of ours, long enough"
NOW = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
MARA = {"name": "Mara Lindt", "email": "Mara@Example.com", "policy_number": "PI-204-881", "sub": "customer-7"}


def signed(changes: dict[str, Any] | None = None, *, secret: str = SECRET, algorithm: str = "HS256") -> str:
    claims = {**MARA, "exp": SECONDS + 300, **(changes or {})}
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": algorithm}, claims, OctKey.import_key(secret), algorithms=[algorithm])


def test_what_is_signed_becomes_facts() -> None:
    identity = Identities(SECRET).read(signed(), NOW)
    assert identity.facts == {
        "insured_name": "Mara Lindt",
        "insured_contact": "Mara@example.com",
        "policy_number": "PI-204-881",
    }


def test_mail_and_phone_are_one_contact() -> None:
    identity = Identities(SECRET).read(signed({"phone": "+49 30 1234567"}), NOW)
    assert identity.facts["insured_contact"] == "Mara@example.com, +49 30 1234567"


def test_what_is_not_said_is_no_fact() -> None:
    nothing = dict.fromkeys(MARA)
    identity = Identities(SECRET).read(signed({**nothing, "name": " \u0000 ", "phone": ""}), NOW)
    assert identity.facts == {}
    assert identity.account is None


def test_the_account_is_the_same_each_time_and_not_to_be_read() -> None:
    identities = Identities(SECRET)
    first, again = identities.read(signed(), NOW), identities.read(signed({"name": "Other"}), NOW)
    assert first.account == again.account
    assert first.account is not None
    assert "customer" not in first.account
    assert identities.read(signed({"sub": "customer-8"}), NOW).account != first.account


def unsigned() -> str:
    def part(data: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part({**MARA, 'exp': SECONDS + 300})}."


@pytest.mark.parametrize(
    "identity",
    [
        signed(secret="another secret that is long enough as well"),
        signed(algorithm="HS512"),
        signed()[:-2] + "AA",
        ".".join([signed().split(".")[0], signed({"name": "Other"}).split(".")[1], signed().split(".")[2]]),
        unsigned(),
        "hello",
        "a.b.c",
        "...",
        "é.é.é",
        "\ud800",
        "x" * 4000,
        '{"name": "Mara"}',
    ],
    ids=[
        "another key",
        "another algorithm",
        "cut",
        "swapped",
        "unsigned",
        "a word",
        "letters",
        "dots",
        "accents",
        "surrogate",
        "long",
        "JSON",
    ],
)
def test_what_is_not_signed_rightly_is_refused(identity: str) -> None:
    with pytest.raises(BadIdentity, match="signed with HS256"):
        Identities(SECRET).read(identity, NOW)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": SECONDS - 300}, "has expired"),
        ({"exp": None}, "`exp` must be there"),
        ({"exp": "soon"}, "`exp` must be there"),
        ({"exp": SECONDS + 24 * 3600}, "one hour ahead"),
        ({"nbf": SECONDS + 3600}, "must not lie ahead"),
        ({"iat": SECONDS + 3600}, "must not lie ahead"),
        ({"aud": "another service"}, "`aud`"),
        ({"sub": 7}, "`sub` must be a text"),
        ({"name": 7}, "`name` must be a text"),
        ({"name": ["Mara"]}, "`name` must be a text"),
        ({"name": "x" * 201}, "`name` must be a text of at most 200"),
        ({"email": "nobody"}, "`email` is no e-mail address"),
        ({"phone": "call me"}, "`phone` is no phone number"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadIdentity) as refused:
        Identities(SECRET).read(signed(changes), NOW)
    assert reason in refused.value.message
    assert (refused.value.status, refused.value.code) == (422, "invalid_identity")
    assert "Lindt" not in refused.value.message


@pytest.mark.parametrize(
    "changes",
    [{"exp": SECONDS - 30}, {"iat": SECONDS + 30}, {"aud": "firstnotice"}, {"aud": ["shop", "firstnotice"]}],
)
def test_a_clock_may_be_a_little_off_and_the_audience_ours(changes: dict[str, Any]) -> None:
    assert Identities(SECRET).read(signed(changes), NOW).facts


def test_without_a_secret_nothing_is_believed() -> None:
    with pytest.raises(BadIdentity, match="IDENTITY_SECRET is not set"):
        Identities("").read(signed(), NOW)
