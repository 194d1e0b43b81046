"""Papers somebody writes: one still a draft, one that waits for the head."""

from tests.factories import NOW
from tests.official import make_official
from tests.world_house import House
from tracker.models.documents import DocumentKind
from tracker.models.meetings import Meeting


def official(house: House, meeting: Meeting) -> dict[str, object]:
    session, memo = house.session, DocumentKind.INTERNAL_MEMO
    draft, waiting = (make_official(session, memo, meeting=meeting) for _ in range(2))
    waiting.submit(by=house.clerk, at=NOW)
    return {"naskah_dinas": draft.id, "naskah_diajukan": waiting.id}
