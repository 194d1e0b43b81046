"""Making an account, and what became of it."""

import re

from sqlalchemy import select

from tracker.infra.passwords import hash_password
from tracker.models.users import User

PASSWORD = "padi menguning di sawah"
HASH = hash_password(PASSWORD)
NEW = {"login": "Sri.Rahayu", "name": "Sri Rahayu", "email": "", "person_id": ""}


def make_account(admin, **values):
    return link_in(admin.post("/akun/baru", data={**NEW, **values}))


def link_in(page):
    return re.findall(r"http://127\.0\.0\.1:8000(/tautan/[\w-]+)", page.text)[0]


def account(session, login):
    session.rollback()
    return session.scalars(select(User).where(User.login == login)).one()
