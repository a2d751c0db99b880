"""A small OpenID Connect provider in a process of its own: code flow with PKCE, real RS256 keys, and no patience for mistakes.

`python -m tests.support.openid_provider PORT CLIENT SECRET` serves one person, who has signed in already; `/told` takes what
the next identity tokens are to say wrongly.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class Provider:
    def __init__(self, issuer: str, client: str, secret: str) -> None:
        self.issuer, self.client, self.secret = issuer, client, secret
        self.keys = [RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})]
        self.codes: dict[str, dict[str, str]] = {}
        self.told: dict[str, Any] = {}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.told.get("issuer", self.issuer),
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes next. Raises ValueError for a request that does not keep to the protocol."""
        wanted = {"response_type": "code", "client_id": self.client, "code_challenge_method": "S256"}
        for name, value in wanted.items():
            if asked.get(name) != value:
                raise ValueError(f"{name} is {asked.get(name)}")
        if "openid" not in asked.get("scope", "").split() or len(asked.get("code_challenge", "")) != 43:
            raise ValueError("scope or code_challenge")
        if not asked.get("state") or not asked.get("nonce"):
            raise ValueError("state or nonce")
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        back = asked["redirect_uri"]
        return f"{back}{'&' if '?' in back else '?'}{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """Raises ValueError."""
        given = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
        if authorization != f"Basic {given}":
            raise ValueError("invalid_client")
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("grant_type") != "authorization_code":
            raise ValueError("invalid_grant")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            raise ValueError("invalid_grant")
        if form.get("redirect_uri") != asked["redirect_uri"]:
            raise ValueError("invalid_grant")
        return {
            "access_token": secrets.token_urlsafe(),
            "token_type": "Bearer",
            "id_token": self._identity(asked["nonce"]),
        }

    def _identity(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.client, "sub": "subject-1", "nonce": nonce}
        person = {"email": "Anna@insurer.example", "email_verified": True}
        timed: dict[str, Any] = {**claims, **person, "iat": now, "exp": now + 300}
        said = timed | self.told.get("claims", {})
        key = self.keys[-1]
        if self.told.get("stranger"):
            key = RSAKey.generate_key(2048, {"kid": str(key.kid), "use": "sig", "alg": "RS256"})
        header = {"alg": "RS256", "kid": str(key.kid)}
        if self.told.get("unsigned"):
            parts = ({"alg": "none"}, said)
            plain = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
            return b".".join(plain).decode() + "."
        return jwt.encode(header, {name: value for name, value in said.items() if value is not None}, key)

    def tell(self, what: dict[str, Any]) -> None:
        self.told = what
        if what.get("new_key"):
            kid = secrets.token_hex(4)
            self.keys = [RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})]

    def public(self) -> dict[str, Any]:
        strange = {"kty": "XYZ", "kid": "of a kind to come", "use": "sig"}
        return {"keys": [strange, *(key.as_dict(private=False) for key in self.keys)]}


def serve(port: int, client: str, secret: str) -> None:
    provider = Provider(f"http://127.0.0.1:{port}", client, secret)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            match parts.path:
                case "/.well-known/openid-configuration":
                    self._answer(200, provider.discovery())
                case "/keys":
                    self._answer(200, provider.public())
                case "/authorize":
                    try:
                        self.send_response(302)
                        self.send_header("Location", provider.authorize(asked))
                        self.end_headers()
                    except ValueError as error:
                        self._answer(400, {"error": str(error)})
                case _:
                    self._answer(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            if self.path == "/told":
                provider.tell(json.loads(body))
                self._answer(200, {})
                return
            form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            try:
                self._answer(200, provider.token(form, self.headers.get("Authorization", "")))
            except ValueError as error:
                self._answer(400, {"error": str(error)})

        def _answer(self, status: int, data: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(data).encode())

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2], sys.argv[3])
