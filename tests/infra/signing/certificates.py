"""A certification authority for tests, and certificates it issues as PKCS#12 files."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSPHRASE = "kata kunci rahasia 7"


@dataclass(frozen=True)
class Issued:
    """p12: opens with PASSPHRASE. root: the authority's certificate, DER."""

    p12: bytes
    root: bytes


@cache
def issue(name: str = "Siti Aminah", *, days: int = 30) -> Issued:
    """days: how long it is valid from yesterday; negative for one that has expired."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, leaf_name = _name("CA Uji"), _name(name)
    root = _certificate(root_name, root_name, root_key.public_key(), days=365, ca=True)
    root_certificate = root.sign(root_key, hashes.SHA256())
    leaf = _certificate(leaf_name, root_name, key.public_key(), days=days, ca=False)
    p12 = pkcs12.serialize_key_and_certificates(
        name.encode(),
        key,
        leaf.sign(root_key, hashes.SHA256()),
        [root_certificate],
        BestAvailableEncryption(PASSPHRASE.encode()),
    )
    return Issued(p12, root_certificate.public_bytes(Encoding.DER))


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    *,
    days: int,
    ca: bool,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400 if days < 0 else 1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
