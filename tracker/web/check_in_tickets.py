"""The right to fill in one check-in form: for one desk, one device and ten minutes."""

import secrets
from dataclasses import dataclass

from flask import session

from tracker.infra import signed_links
from tracker.models.attendances import Presence
from tracker.models.check_in_desks import FORM_TIME, Entrance
from tracker.web.context import now, settings

PURPOSE = "check-in"


@dataclass(frozen=True, slots=True)
class Ticket:
    desk_id: int
    mode: Presence
    device: str
    until: int

    @property
    def is_good(self) -> bool:
        return now().timestamp() < self.until

    @property
    def is_of_this_device(self) -> bool:
        return self.device == session.get("check_in_device")


def ticket_for(entrance: Entrance) -> str:
    """A ticket for this browser, which from now on is known as one device."""
    device = session.setdefault("check_in_device", secrets.token_urlsafe(16))
    until = int((now() + FORM_TIME).timestamp())
    data = [entrance.desk.id, entrance.mode, device, until]
    return signed_links.sign(settings().secret_key, PURPOSE, data)


def read_ticket(token: str) -> Ticket | None:
    """None for anything we did not give out."""
    data = signed_links.read(settings().secret_key, PURPOSE, token)
    if data is None:
        return None
    desk_id, mode, device, until = data
    return Ticket(desk_id, Presence(mode), device, until)
