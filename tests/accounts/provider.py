"""A small provider of OpenID Connect, over HTTP: discovery, codes bound to PKCE, signed ID tokens, keys, user information."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "enact", "a shared secret"


class Provider:
    """What the provider knows, and what it says of whoever signs in; a test changes `says`, `signs_with` or `alters`."""

    def __init__(self, address):
        self.issuer, self.codes, self.asked = address, {}, []
        self.key = self.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.algorithm, self.kid, self.secret = "RS256", "first", SECRET
        self.says = {"sub": "248289761001", "email": "anne@example.org", "email_verified": True}
        self.tells, self.alters, self.config = {}, {}, {}

    def discovery(self):
        """What is found under /.well-known/openid-configuration."""
        ways = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found = {f"{name}_endpoint": f"{self.issuer}/{way}" for name, way in ways.items()}
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **found, **self.config}

    def keys(self):
        """The public key."""
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": "first", "use": "sig", "alg": "RS256"}]}

    def authorize(self, query):
        """The address to which whoever has signed in is led back."""
        self.asked.append(query)
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, sent):
        """The tokens of a code, once; `None` when the code, the client, the address or the proof is wrong."""
        asked = self.codes.pop(sent.get("code"), None)
        proof = (
            base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
            .decode()
            .rstrip("=")
        )
        if asked is None or (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, self.secret):
            return None
        if (sent.get("redirect_uri"), proof) != (asked["redirect_uri"], asked["code_challenge"]):
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **self.says}
        claims = {name: value for name, value in (claims | self.alters).items() if value is not None}
        id_token = jwt.encode(claims, self.signs_with, self.algorithm, headers={"kid": self.kid})
        return {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": id_token}


class Handler(BaseHTTPRequestHandler):
    """Answers for the provider of the server."""

    def do_GET(self):
        way, provider = urlsplit(self.path), self.server.provider
        if way.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(way.query).items()}
            self.send_response(302)
            self.send_header("Location", provider.authorize(query))
            self.end_headers()
            return
        known = {
            "/.well-known/openid-configuration": provider.discovery,
            "/keys": provider.keys,
            "/userinfo": lambda: provider.tells if self.headers["Authorization"] == "Bearer opaque" else None,
        }
        self.answer(known[way.path]())

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer(self.server.provider.token({name: values[0] for name, values in sent.items()}))

    def answer(self, said):
        """Says something as JSON; refuses where there is nothing to say."""
        self.send_response(200 if said is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said if said is not None else {"error": "invalid_grant"}).encode())

    def log_message(self, *words):
        """Says nothing."""


@contextmanager
def serving():
    """The provider, while it is served on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.provider
        finally:
            server.shutdown()
            thread.join()
