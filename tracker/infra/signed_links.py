"""Links that carry their own right: what they say is signed, whoever holds one may use it."""

import hashlib
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

LONGEST = 2000


def sign(secret_key: str, purpose: str, data: Any) -> str:
    """A token for an address; the same data give the same token. An expiry belongs into data."""
    return str(_serializer(secret_key, purpose).dumps(data))


def read(secret_key: str, purpose: str, token: str) -> Any | None:
    """What `sign` was given for this purpose; None for anything it did not make.

    Base64 has spare bits, so that another last letter would mean the same: that is no token either.
    """
    if len(token) > LONGEST:
        return None
    try:
        data = _serializer(secret_key, purpose).loads(token)
    except BadData:
        return None
    return data if sign(secret_key, purpose, data) == token else None


def _serializer(secret_key: str, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        secret_key, salt=f"rakor.{purpose}", signer_kwargs={"digest_method": hashlib.sha256}
    )
