"""One module per noun, each a blueprint of its own."""

from flask import Flask

from tracker.web.views import (
    account_links,
    actions,
    approvals,
    assignments,
    attachments,
    blanks,
    checks,
    corrections,
    documents,
    drafts,
    files,
    health,
    home,
    meeting_access,
    meeting_copies,
    meeting_parts,
    meeting_states,
    meetings,
    minutes,
    own_account,
    papers,
    registers,
    searches,
    settings,
    sign_ins,
    steering,
    updates,
    users,
    verifications,
    working_days,
)

BLUEPRINTS = (
    home.views,
    meetings.views,
    meeting_states.views,
    meeting_copies.views,
    meeting_access.views,
    meeting_parts.views,
    attachments.views,
    blanks.views,
    minutes.views,
    approvals.views,
    corrections.views,
    documents.views,
    papers.views,
    checks.views,
    drafts.views,
    files.views,
    assignments.views,
    actions.views,
    updates.views,
    verifications.views,
    steering.views,
    searches.views,
    health.views,
    account_links.views,
    own_account.views,
    settings.views,
    working_days.views,
    sign_ins.views,
    users.views,
    *registers.ALL,
)


def register(app: Flask) -> None:
    for views in BLUEPRINTS:
        app.register_blueprint(views)
