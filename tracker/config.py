"""Everything the installation decides, read once from the environment and checked before use."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from email_validator import EmailNotValidError, validate_email

PROJECT = Path(__file__).resolve().parent.parent
SECRET_KEY_BYTES = 32
_VISIBLE = re.compile(r"[!-~]+")
_HEADER = re.compile(r"[A-Za-z0-9-]+: ?[!-~](?:[ -~]*[!-~])?")
KNOWN_SECRETS = frozenset({"secret", "dev", "changeme", "change-me", "rahasia", "password"})


class ConfigError(Exception):
    """The installation is not safe or not complete; the message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation, which serves one government.

    base_url: fixed address in every link, QR and mail, without a trailing slash.
    database_url: an SQLAlchemy URL, `sqlite:///…` or `postgresql+psycopg://…`.
    store_url: where file bytes live, `file:///…` or `s3://bucket/prefix`.
    proxies: how many reverse proxies in front may be believed about the client's address.
    mail_url: `smtp://user:password@host:587?starttls=1`, `smtps://…`, or empty: no mail goes out.
    mail_from: the address mail comes from.
    webhook_url: a gateway for messages, `https://…`, or empty: no message goes out.
    webhook_secret: what messages to it are signed with. webhook_header: what it wants to know us
    by, `Authorization: Bearer …`.
    signer: who signs papers electronically: `none`, `local` with the PKCS#12 file signer_p12, or
    `bsre` at the e-Sign service of bsre_url as bsre_username.
    """

    base_url: str
    secret_key: str
    data_dir: Path
    database_url: str
    store_url: str
    timezone: str = "Asia/Jakarta"
    proxies: int = 0
    demo: bool = False
    max_upload_bytes: int = 20 * 1024 * 1024
    mail_url: str = ""
    mail_from: str = ""
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    webhook_header: str = field(default="", repr=False)
    signer: str = "none"
    signer_p12: Path = Path()
    bsre_url: str = ""
    bsre_username: str = ""
    bsre_password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        _check_base_url(self.base_url)
        _check_secret(self.secret_key)
        _check_data_dir(self.data_dir)
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ConfigError(f"RAKOR_TIMEZONE: unknown zone {self.timezone!r}") from error
        if not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ConfigError(
                "RAKOR_DATABASE_URL must start with sqlite:/// or postgresql+psycopg://"
            )
        if not self.store_url.startswith(("file:///", "s3://")):
            raise ConfigError("RAKOR_STORE_URL must start with file:/// or s3://")
        _check_mail(self.mail_url, self.mail_from)
        _check_webhook(self.webhook_url, self.webhook_secret, self.webhook_header)
        _check_signer(self)
        if self.demo and not self.on_loopback:
            raise ConfigError("demonstration accounts are refused on any address but loopback")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read RAKOR_* variables. Raises ConfigError with one line when something is unsafe."""
        if environ.get("FLASK_DEBUG", "0") not in {"", "0"}:
            raise ConfigError("FLASK_DEBUG is set: Rakor never runs in debug mode")
        data_dir = data_directory(environ)
        return cls(
            base_url=environ.get("RAKOR_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            secret_key=_secret(environ),
            data_dir=data_dir,
            database_url=environ.get(
                "RAKOR_DATABASE_URL", f"sqlite:///{data_dir / 'rakor.sqlite3'}"
            ),
            store_url=environ.get("RAKOR_STORE_URL", f"file://{data_dir / 'store'}"),
            timezone=environ.get("RAKOR_TIMEZONE", "Asia/Jakarta"),
            proxies=_whole_number(environ, "RAKOR_PROXIES", 0),
            demo=environ.get("RAKOR_DEMO", "0") == "1",
            mail_url=environ.get("RAKOR_MAIL_URL", ""),
            mail_from=environ.get("RAKOR_MAIL_FROM", ""),
            webhook_url=environ.get("RAKOR_WEBHOOK_URL", ""),
            webhook_secret=environ.get("RAKOR_WEBHOOK_SECRET", ""),
            webhook_header=environ.get("RAKOR_WEBHOOK_HEADER", "").strip(),
            signer=environ.get("RAKOR_SIGNER", "none"),
            signer_p12=Path(environ.get("RAKOR_SIGNER_P12", "")),
            bsre_url=environ.get("RAKOR_BSRE_URL", "").rstrip("/"),
            bsre_username=environ.get("RAKOR_BSRE_USERNAME", ""),
            bsre_password=environ.get("RAKOR_BSRE_PASSWORD", ""),
            max_upload_bytes=_whole_number(environ, "RAKOR_MAX_UPLOAD_MB", 20) * 1024 * 1024,
        )

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def on_loopback(self) -> bool:
        return is_loopback(self.host)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def data_directory(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("RAKOR_DATA", PROJECT / "var")).resolve()


def secret_key_file(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("RAKOR_SECRET_KEY_FILE", data_directory(environ) / "secret_key"))


def _secret(environ: Mapping[str, str]) -> str:
    if "RAKOR_SECRET_KEY" in environ:
        return environ["RAKOR_SECRET_KEY"].strip()
    path = secret_key_file(environ)
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ConfigError(
            f"no secret key in {path} ({error.strerror}): run `bin/rakor init`"
        ) from error


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isdecimal():
        raise ConfigError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _check_base_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ConfigError(f"RAKOR_BASE_URL is not a web address: {url!r}")
    if parts.path or parts.query or parts.fragment:
        raise ConfigError("RAKOR_BASE_URL must be an address without a path")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ConfigError("RAKOR_BASE_URL must be https:// on any address but loopback")


def _check_secret(secret: str) -> None:
    if len(secret) < SECRET_KEY_BYTES or secret.lower() in KNOWN_SECRETS or len(set(secret)) < 8:
        raise ConfigError(f"the secret key must be {SECRET_KEY_BYTES} random characters or more")


def _check_data_dir(data_dir: Path) -> None:
    if not data_dir.is_dir():
        raise ConfigError(f"the data directory {data_dir} does not exist: run `bin/rakor init`")
    if data_dir.stat().st_mode & 0o007:
        raise ConfigError(f"the data directory {data_dir} is open to everyone: chmod o-rwx it")
    if not os.access(data_dir, os.W_OK | os.X_OK):
        raise ConfigError(f"the data directory {data_dir} cannot be written")


def _check_mail(url: str, sender: str) -> None:
    if not url:
        return
    parts = urlsplit(url)
    try:
        usable = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.path.strip("/") or parts.fragment:
        raise ConfigError("RAKOR_MAIL_URL must be like smtp://user:password@host:587?starttls=1")
    if parts.query not in {"", "starttls=1", "starttls=0"}:
        raise ConfigError("RAKOR_MAIL_URL knows no other option than starttls=1")
    clear = parts.scheme == "smtp" and parts.query != "starttls=1"
    if parts.username and clear and not is_loopback(parts.hostname or ""):
        raise ConfigError("RAKOR_MAIL_URL would send its password in clear: add ?starttls=1")
    try:
        validate_email(sender, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ConfigError("RAKOR_MAIL_FROM must be the address mail comes from") from error


def _check_webhook(url: str, secret: str, header: str) -> None:
    """The words of these errors name no secret."""
    if not url:
        return
    parts = urlsplit(url)
    try:
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.fragment or not _VISIBLE.fullmatch(url):
        raise ConfigError("RAKOR_WEBHOOK_URL must be like https://gateway.example/send")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise ConfigError("RAKOR_WEBHOOK_URL must be https:// on any address but loopback")
    if len(secret) < SECRET_KEY_BYTES or len(set(secret)) < 8:
        raise ConfigError(
            f"RAKOR_WEBHOOK_SECRET must be {SECRET_KEY_BYTES} random characters or more"
        )
    if header and not _HEADER.fullmatch(header):
        raise ConfigError("RAKOR_WEBHOOK_HEADER must be like Authorization: Bearer …")


def _check_signer(settings: Settings) -> None:
    if settings.signer not in {"none", "local", "bsre"}:
        raise ConfigError("RAKOR_SIGNER must be none, local or bsre")
    if settings.signer == "local":
        _check_certificate(settings.signer_p12)
    if settings.signer == "bsre":
        _check_bsre(settings.bsre_url)
        if not settings.bsre_username or not settings.bsre_password:
            raise ConfigError("RAKOR_SIGNER=bsre needs RAKOR_BSRE_USERNAME and RAKOR_BSRE_PASSWORD")


def _check_certificate(p12: Path) -> None:
    if not p12.is_file() or not os.access(p12, os.R_OK):
        raise ConfigError("RAKOR_SIGNER_P12 must name the PKCS#12 file that signs, and be readable")
    if p12.stat().st_mode & 0o007:
        raise ConfigError(f"the certificate in {p12} is open to everyone: chmod o-rwx it")


def _check_bsre(url: str) -> None:
    """A passphrase goes there: never in clear beyond this machine."""
    parts = urlsplit(url)
    try:
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.query or parts.fragment or not _VISIBLE.fullmatch(url):
        raise ConfigError("RAKOR_BSRE_URL must be like https://esign.example")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise ConfigError("RAKOR_BSRE_URL must be https:// on any address but loopback")


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
