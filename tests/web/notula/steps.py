"""What the tests of the notula do again and again, and how they look."""

import io

from sqlalchemy import func, select

from tracker.models.minutes import Minutes

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


def seen(client, path):
    page = client.get(f"{path}/pengesahan").text
    return page.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]


def approve(client, path, **data):
    return client.post(f"{path}/pengesahan", data={"seen": seen(client, path), **data})


def scan():
    return (io.BytesIO(PNG), "naskah.png")


def newest(session):
    session.rollback()
    return session.scalar(select(Minutes).order_by(Minutes.edition.desc()).limit(1))


def one(session, what):
    session.rollback()
    return session.scalar(select(what))


def count(session, model):
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))
