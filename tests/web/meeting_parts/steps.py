"""One row of each part, and what tests do with rows."""

from sqlalchemy import select

ONE_OF_EACH = {
    "dasar": {"number": "500.11.2/3377/Bangda", "date_precision": "month"},
    "agenda": {"title": "Paparan capaian", "minutes": "30", "kind": "ordinary"},
    "kehadiran": {"person_name": "Budi", "presence": "present"},
    "pernyataan": {"speaker_name": "M. Nuh", "kind": "quotation", "text": "Data adalah kunci."},
    "kesepakatan": {"text": "Memutakhirkan data."},
    "capaian": {"indicator": "UCJ", "value": "23,86", "remaining_meaning": "unknown"},
    "isi-notula": {"heading": "Pembukaan", "body": "Rapat dibuka.", "body_format": "plain"},
}

FIRST_WORDS = ("number", "title", "person_name", "text", "indicator", "heading")


def remove(client, path, row):
    return client.post(f"{path}/{row.id}/hapus", data={"version": str(row.version)})


def rows(session, part):
    session.rollback()
    return session.scalars(select(part).order_by(part.position)).all()
