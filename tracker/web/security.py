"""The front door: sign-in required by default, tokens against forgery, headers on everything."""

import secrets
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from tracker.config import Settings
from tracker.infra.db import db, write
from tracker.models.sign_ins import SignIn, Visit, find_visit
from tracker.web import context

PUBLIC_ENDPOINTS = frozenset(
    {
        *("static", "health.show"),
        *("sign_ins.new", "sign_ins.create"),
        *("account_links.show", "account_links.use"),
        *("checks.new", "checks.show", "checks.compare", "checks.compare_with"),
        *("invitation_replies.show", "invitation_replies.use"),
        *("check_ins.new", "check_ins.enter", "check_ins.edit", "check_ins.update"),
        *("action_link_visits.show", "action_link_visits.ask"),
        *("action_link_visits.enter", "action_link_visits.report"),
        *("paper_links.show", "paper_links.file", "paper_links.acknowledge"),
    }
)
WORDS_LIMIT = 2 * 1024 * 1024
LONG_CACHE = "public, max-age=31536000, immutable"

csrf = CSRFProtect()


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login is published without types
    """The signed-in browser as Flask-Login knows it; its id is the sign-in's token."""

    def __init__(self, token: str) -> None:
        self.token = token

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask, settings: Settings) -> None:
    secure = not settings.on_loopback
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=[settings.host],
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=WORDS_LIMIT,
        SESSION_COOKIE_NAME="__Host-rakor" if secure else "rakor",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=0
        )
    app.before_request(_limit_words)  # before the token is looked for in what was sent
    csrf.init_app(app)
    login = LoginManager(app)
    login.session_protection = None  # the sign-in row on the server decides, not the address
    login.user_loader(_load_signed_in)
    app.before_request(_front_door)
    app.after_request(_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce


def csp_nonce() -> str:
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def own_path(target: str | None) -> str | None:
    """`target` if it is a path of this site, else None: no redirect ever leaves it."""
    if not target or not target.startswith("/") or target[1:2] in {"/", "\\"}:
        return None
    if any(ord(c) < 32 or c == "\\" for c in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def network_of(address: str | None) -> str:
    """The client's network for throttling: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        client = ip_address(address or "")
    except ValueError:
        return address or ""  # a socket in the file system has no network
    if isinstance(client, IPv4Address):
        return str(client)
    if client.ipv4_mapped:
        return str(client.ipv4_mapped)
    return str(IPv6Network((int(client), 64), strict=False).network_address)


def _limit_words() -> None:
    """Only what brings files may be large; the form's own limit counts in such a body alone."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = WORDS_LIMIT


def _load_signed_in(token: str) -> SignedIn | None:
    """Live is what the server's row says, at every request."""
    g.visit = find_visit(db.session(), token, at=context.now(), today=context.today())
    return SignedIn(token) if g.visit else None


def _front_door() -> BaseResponse | None:
    """Everything but the short public list needs a live sign-in."""
    if request.endpoint is None:
        return None  # no such address: the 404 tells nothing
    if request.endpoint in PUBLIC_ENDPOINTS:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    visit: Visit = g.visit
    if visit.seen_long_ago(at=context.now()):
        _note_seen(visit.sign_in_id)
    g.actor = visit.actor
    return None


def _note_seen(sign_in_id: int) -> None:
    with write(db.session()):
        db.session.get_one(SignIn, sign_in_id).seen_at = context.now()


def _to_sign_in() -> BaseResponse:
    """Remember where the person was; what was typed stays in the browser (data-draft)."""
    if context.asks_part() or context.asks_json():
        abort(401)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else _referring_path()
    session.pop("_user_id", None)
    return redirect(url_for("sign_ins.new", next=own_path(wanted)), 303)


def _referring_path() -> str | None:
    with suppress(ValueError):  # a browser sends an address, others may send anything
        parts = urlsplit(request.referrer or "")
        return parts.path if parts.netloc == request.host else None
    return None


def _headers(response: Response) -> Response:
    nonce = csp_nonce()
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    )
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "geolocation=(), microphone=()"
    headers["X-Frame-Options"] = "DENY"
    if not context.settings().on_loopback:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    fixed = request.endpoint == "static" and response.status_code in {200, 304}
    headers["Cache-Control"] = LONG_CACHE if fixed else "no-store"
    return response
