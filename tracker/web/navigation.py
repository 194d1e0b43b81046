"""The menu: where each role may go, and how much waits there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask import g, request, url_for
from flask_babel import gettext
from sqlalchemy import Select, select

from tracker.infra.db import db
from tracker.models.users import Actor
from tracker.reports.figures import claims_waiting, work_open
from tracker.reports.notices import new_notices
from tracker.reports.objections import waits
from tracker.reports.requests import requests_waiting

Count = Callable[[Actor], Select[int]]

# Blueprints reached from a place, with neither an entry nor an address below it.
_BELOW = {
    "assignments.index": (
        *("steering", "updates", "take_overs", "take_over_drafts"),
        *("reminders", "reminder_rules", "reminder_pauses", "escalations"),
        *("objections", "extensions", "handover", "successions"),
    ),
    "duties.index": (
        *("assignments", "actions", "updates", "handover"),
        *("objections", "extensions", "questions"),
    ),
    "meetings.index": (
        "drafts",
        "documents",
        "series",
        "series_pattern",
        "missing_minutes",
        "attendance_shares",
    ),
    "settings.show": (
        *("working_days", "message_templates", "word_templates", "action_link_rules"),
        "paper_settings",
    ),
    "verifications.index": ("evidence_types", "questions"),
    "organisations.index": ("positions", "people", "appointments", "signature_samples"),
}


@dataclass(frozen=True)
class Place:
    """One entry. waiting: counts what waits there; all counts are asked at once,
    and only where the menu is drawn.

    alone: the pages below it belong to another entry.
    """

    label: str
    endpoint: str
    icon: str
    waiting: Count | None = None
    alone: bool = False

    @cached_property
    def url(self) -> str:
        return url_for(self.endpoint)

    @property
    def current(self) -> bool:
        if self.alone:
            return request.path == self.url
        within = self.url != "/" and request.path.startswith(f"{self.url}/")
        below = request.blueprint in {
            self.endpoint.split(".", 1)[0],
            *_BELOW.get(self.endpoint, ()),
        }
        return within or below or request.path == self.url

    @cached_property
    def count(self) -> int:
        """Nothing on a page that tells of an error: the database may be what failed."""
        if self.waiting is None or g.get("failed"):
            return 0
        if "waiting" not in g:
            g.waiting = _count(g.actor)
        return int(g.waiting[self.waiting])


def places(actor: Actor) -> list[Place]:
    """At most seven, by role. The phone shows the first four."""
    oversees = actor.is_secretariat or actor.is_leader
    entries = [Place(gettext("Beranda"), "home.show", "house")]
    if oversees or actor.is_agency:
        all_work = Place(gettext("Tindak lanjut"), "assignments.index", "list-check")
        own = Place(gettext("Tugas OPD"), "duties.index", "list-check", work_open)
        entries += [
            all_work if oversees else own,
            Place(gettext("Rapat"), "meetings.index", "people"),
            Place(gettext("Pencarian"), "searches.index", "search"),
        ]
    if oversees and actor.is_agency:
        entries.append(Place(gettext("Tugas OPD"), "duties.index", "inbox", alone=True))
    elif actor.is_agency:
        entries.append(Place(gettext("Ditunggu"), "waits.index", "hourglass-split", waits))
    if actor.is_secretariat:
        label = gettext("Verifikasi")
        entries.insert(3, Place(label, "verifications.index", "patch-check", claims_waiting))
        if not actor.is_admin:  # whose menu is full; he is told by the bell
            label = gettext("Permohonan")
            entries.insert(4, Place(label, "requests.index", "chat-left-text", requests_waiting))
    if actor.is_admin:
        entries += [
            Place(gettext("Akun"), "users.index", "person-badge"),
            Place(gettext("Instansi"), "organisations.index", "building"),
            Place(gettext("Pengaturan"), "settings.show", "gear"),
        ]
    return entries[:7]


def bell(actor: Actor) -> Place | None:
    """Where those are told what happens to the work of their office; apart from the menu."""
    if not (actor.is_agency or actor.is_secretariat):
        return None
    return Place(gettext("Pemberitahuan"), "notices.index", "bell", new_notices)


def _count(actor: Actor) -> dict[Count, int]:
    """What waits at every place of the actor (one statement)."""
    shown = [*places(actor), bell(actor)]
    counts = [place.waiting for place in shown if place and place.waiting]
    numbers = db.session.execute(
        select(*(count(actor).scalar_subquery() for count in counts))
    ).one()
    return dict(zip(counts, numbers, strict=True))
