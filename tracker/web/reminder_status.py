"""What goes out by itself, and late work that climbs, as people see it: word, mark and colour."""

from flask_babel import gettext, ngettext

from tracker.models.deliveries import DeliveryState
from tracker.models.escalations import EscalationState, Stop
from tracker.web.status import Tag, delivery_tag

_ESCALATIONS = {
    EscalationState.DRAFTED: ("!", "soon"),
    EscalationState.SENT: ("✓", "active"),
    EscalationState.STOPPED: ("●", "verified"),
    EscalationState.DROPPED: ("×", "idle"),
}


def reminder_tag(state: DeliveryState | None) -> Tag:
    """None: nobody could be reached."""
    if state is None:
        return Tag(gettext("Tidak terkirim"), "!", "late")
    return delivery_tag(state)


def escalation_tag(state: EscalationState) -> Tag:
    return Tag(gettext(state.label), *_ESCALATIONS[state])


def climbing_tag(stop: Stop | None) -> Tag:
    """None: it climbs still."""
    if stop is None:
        return Tag(gettext("Belum ada kabar"), "!", "late")
    return Tag(gettext("Berhenti"), "●", "verified")


def silence_tag(months: int) -> Tag:
    """Whole months before this one without a report."""
    if months == 0:
        return Tag(gettext("Belum bulan ini"), "●", "soon")
    words = ngettext("%(num)d bulan tanpa laporan", "%(num)d bulan tanpa laporan", months)
    return Tag(words, "!", "late")
