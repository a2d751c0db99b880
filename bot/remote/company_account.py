"""An OpenID Connect provider: authorization code flow with PKCE, discovery, and identity tokens checked against its keys.

Written against OpenID Connect Core 1.0 (3.1.2, 3.1.3) and Discovery 1.0; nothing of what a provider says is quoted in errors.
"""

import asyncio
import logging
import time
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.service.desk.company_sign_in import Identity
from bot.staff.errors import SignInRefused

TIMEOUT = 5.0
LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
_ALGORITHMS = ("RS256", "PS256", "ES256")
_KEPT = 3600.0
"""Seconds for which discovery and keys are kept."""
_AGAIN = 30.0
"""Seconds after which keys may be asked for anew because of one that is unknown."""
_LOCAL = ("http://127.0.0.1", "http://localhost", "http://[::1]")


class OpenIdAccount:
    def __init__(self, issuer: str, client: str, secret: str, name: str) -> None:
        self._issuer, self._client, self._secret, self._name = issuer.rstrip("/"), client, secret, name
        self._http = httpx.AsyncClient(timeout=TIMEOUT, headers={"Accept": "application/json"})
        self._known: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None
        # The library notes every address it asks.
        logging.getLogger("httpx").setLevel(logging.WARNING)

    @property
    def name(self) -> str:
        return self._name

    async def address(self, *, state: str, nonce: str, challenge: str, redirect_uri: str) -> str:
        asked = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": redirect_uri,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        endpoint = str((await self._discovered())["authorization_endpoint"])
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def identity(self, *, code: str, verifier: str, nonce: str, redirect_uri: str) -> Identity:
        known = await self._discovered()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        form |= {"code_verifier": verifier, "client_id": self._client}
        auth: httpx.BasicAuth | None = None
        ways = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if self._secret and "client_secret_basic" in ways:
            auth = httpx.BasicAuth(self._client, self._secret)
        elif self._secret:
            form["client_secret"] = self._secret
        answer = await self._ask("POST", str(known["token_endpoint"]), data=form, auth=auth)
        if answer.status_code != httpx.codes.OK:
            raise SignInRefused("provider")
        token = _object(answer).get("id_token")
        if not isinstance(token, str):
            raise SignInRefused("token")
        claims = await self._claims(token, nonce)
        email = claims.get("email") if claims.get("email_verified") in (True, "true") else None
        return Identity(self._issuer, str(claims["sub"]), email if isinstance(email, str) else None)

    async def close(self) -> None:
        await self._http.aclose()

    async def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """Raises SignInRefused("token") for what this provider did not make for us and this sign-in, or too long ago."""
        try:
            decoded = jwt.decode(token, await self._keys_now(), algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            # The provider may have changed its keys since.
            try:
                decoded = jwt.decode(token, await self._keys_now(anew=True), algorithms=_ALGORITHMS)
            except (JoseError, ValueError) as error:
                raise SignInRefused("token") from error
        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self._issuer_as_written},
            aud={"essential": True, "value": self._client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            rules.validate(decoded.claims)
        except JoseError as error:
            raise SignInRefused("token") from error
        audience = decoded.claims["aud"]
        if isinstance(audience, list) and len(audience) > 1 and decoded.claims.get("azp") != self._client:
            raise SignInRefused("token")
        return dict(decoded.claims)

    @property
    def _issuer_as_written(self) -> str:
        return str(self._known[1]["issuer"]) if self._known else self._issuer

    async def _discovered(self) -> dict[str, Any]:
        if self._known is not None and time.monotonic() - self._known[0] < _KEPT:
            return self._known[1]
        answer = await self._ask("GET", f"{self._issuer}/.well-known/openid-configuration")
        if answer.status_code != httpx.codes.OK:
            raise SignInRefused("unreachable")
        found = _object(answer)
        wanted = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
        addresses = [found.get(name) for name in wanted]
        if not all(isinstance(each, str) and _is_safe(each) for each in addresses):
            raise SignInRefused("provider")
        if str(found["issuer"]).rstrip("/") != self._issuer:
            raise SignInRefused("provider")
        self._known = (time.monotonic(), found)
        return found

    async def _keys_now(self, *, anew: bool = False) -> KeySet:
        age = time.monotonic() - self._keys[0] if self._keys else None
        if self._keys is not None and age is not None and age < (_AGAIN if anew else _KEPT):
            return self._keys[1]
        answer = await self._ask("GET", str((await self._discovered())["jwks_uri"]))
        if answer.status_code != httpx.codes.OK:
            raise SignInRefused("unreachable")
        try:
            keys = KeySet.import_key_set({"keys": _signing(_object(answer))})
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignInRefused("provider") from error
        self._keys = (time.monotonic(), keys)
        return keys

    async def _ask(self, method: str, url: str, **how: Any) -> httpx.Response:
        try:
            # The library's own limit is for each step of a request.
            async with asyncio.timeout(TIMEOUT):
                return await self._http.request(method, url, **how)
        except (httpx.HTTPError, TimeoutError) as error:
            raise SignInRefused("unreachable") from error


def _object(answer: httpx.Response) -> dict[str, Any]:
    try:
        data = answer.json()
    except ValueError as error:
        raise SignInRefused("provider") from error
    if not isinstance(data, dict):
        raise SignInRefused("provider")
    return data


def _signing(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The provider's public keys for signatures; it may publish others, also of kinds nobody here knows."""
    return [
        key
        for key in data["keys"]
        if isinstance(key, dict) and key.get("use", "sig") == "sig" and key.get("kty") in ("RSA", "EC")
    ]


def _is_safe(address: str) -> bool:
    return address.startswith(("https://", *_LOCAL))
