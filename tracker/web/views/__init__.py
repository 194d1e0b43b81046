"""One module per noun, each a blueprint of its own."""

from flask import Flask

from tracker.web.views import account_links, health, registers, settings, sign_ins, users

BLUEPRINTS = (
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
