"""What a WSGI server runs: `gunicorn -c python:tracker.cli.web_process wsgi:app`."""

from tracker.app import create_app
from tracker.config import Settings

app = create_app(Settings.from_env())
