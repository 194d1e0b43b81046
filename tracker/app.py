"""The one place that knows all parts and puts them together."""

from flask import Flask
from flask_babel import Babel

from tracker.config import PROJECT, Settings
from tracker.infra.db import db
from tracker.infra.storage import open_store
from tracker.web import errors, readings, security, templating
from tracker.web.assets import SiteWithAssets
from tracker.web.views import register


def create_app(settings: Settings) -> Flask:
    """A web application for one installation; opens no database connection yet."""
    app = SiteWithAssets(
        "tracker",
        root_path=str(PROJECT / "tracker"),
        template_folder=str(PROJECT / "templates"),
        static_folder=str(PROJECT / "static" / "dist"),
        static_url_path="/aset",
    )
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.extensions["rakor_settings"] = settings
    app.extensions["rakor_store"] = open_store(
        settings.store_url, max_bytes=settings.max_upload_bytes
    )
    db.init_app(app)
    Babel(app, default_locale="id", default_timezone=settings.timezone)
    security.init_app(app, settings)
    readings.init_app(app)
    templating.init_app(app)
    errors.init_app(app)
    register(app)
    return app
