"""Second factors as their holders use them: an application that makes codes, and a key that signs."""

import hashlib
import json
import secrets
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
"""What a key says of whoever holds it."""


def code_of(secret, *, later=0):
    """The code that an application shows now, or some periods of thirty seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


class Key:
    """A passkey or a security key, which signs what a browser on `origin` passes to it."""

    def __init__(self, origin="https://testserver", host="testserver"):
        self.private, self.origin, self.identifier = (
            ec.generate_private_key(ec.SECP256R1()),
            origin,
            secrets.token_bytes(16),
        )
        self.host, self.holder, self.count = hashlib.sha256(host.encode()).digest(), b"", 0

    def register(self, options, *, verified=True):
        """The answer of the browser to a page that adds a key."""
        asked = options["publicKey"]
        self.holder = asked["user"]["id"]
        known = AttestedCredentialData.create(
            b"\0" * 16, self.identifier, ES256.from_cryptography_key(self.private.public_key())
        )
        data = AuthenticatorData.create(self.host, self.flags(verified) | ATTESTED, self.count, known)
        collected = self.collected("webauthn.create", asked)
        answer = {
            "clientDataJSON": websafe_encode(collected),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self.credential(answer) | {"clientExtensionResults": {"credProps": {"rk": verified}}}

    def sign(self, options, *, verified=True):
        """The answer of the browser to a page that asks for the key."""
        self.count += 1
        data = AuthenticatorData.create(self.host, self.flags(verified), self.count)
        collected = self.collected("webauthn.get", options["publicKey"])
        signature = self.private.sign(data + collected.hash, ec.ECDSA(SHA256()))
        answer = {
            "clientDataJSON": websafe_encode(collected),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": self.holder if isinstance(self.holder, str) else websafe_encode(self.holder),
        }
        return self.credential(answer) | {"clientExtensionResults": {}}

    def flags(self, verified):
        """What the key says of its holder: there, and known by finger, face or code."""
        return PRESENT | (VERIFIED if verified else 0)

    def collected(self, kind, asked):
        """What the browser adds: for which page it is."""
        challenge = asked["challenge"]
        challenge = websafe_decode(challenge) if isinstance(challenge, str) else challenge
        return CollectedClientData.create(type=kind, challenge=challenge, origin=self.origin)

    def credential(self, answer):
        """An answer with the name of the key."""
        name = websafe_encode(self.identifier)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": answer,
            "authenticatorAttachment": "platform",
        }


def typed(credential):
    """A credential as the script of the page puts it into the form."""
    return json.dumps(credential)


def options_in(response, name):
    """What a page asks of a key, as the script reads it."""
    return json.loads(json.dumps(dict(response.context["js_data"])[name], default=websafe_encode))
