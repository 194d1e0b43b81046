"""Staff without an account, who report by the link that was sent to the address of their office."""

from datetime import datetime

from tracker.demo.scene import Scene
from tracker.models.action_link_rules import ActionLinkRules
from tracker.models.action_links import LinkBearer, bearer_of, issue_action_link
from tracker.models.assignments import Assignment
from tracker.reports.recipients import Office, recipients_for


def by_link(scene: Scene, share: Assignment, *, at: datetime) -> LinkBearer:
    """Whoever reads the official letter box, by a link that was issued then."""
    office = share.organisation
    if not office.email:
        scene.give_addresses(office.code)
    [recipient] = recipients_for(scene.session, [Office(office.id)], on=scene.today)
    link = issue_action_link(
        scene.session,
        share,
        recipient,
        lasts=ActionLinkRules().lasts,
        at=at,
        by=scene.secretariat.user_id,
    )
    return bearer_of(link)
