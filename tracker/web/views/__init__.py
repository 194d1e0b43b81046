"""One module per noun, each a blueprint of its own."""

from flask import Flask

from tracker.web.views import (
    account_links,
    actions,
    assignments,
    health,
    home,
    registers,
    searches,
    settings,
    sign_ins,
    steering,
    updates,
    users,
    verifications,
)

BLUEPRINTS = (
    home.views,
    assignments.views,
    actions.views,
    updates.views,
    verifications.views,
    steering.views,
    searches.views,
    health.views,
    account_links.views,
    settings.views,
    sign_ins.views,
    users.views,
    *registers.ALL,
)


def register(app: Flask) -> None:
    for views in BLUEPRINTS:
        app.register_blueprint(views)
