"""Templates as offices make them, and as somebody would who means harm."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from docx import Document

ESSENTIAL = ("{{p kepala }}", "{{p isi }}", "{{p kaki }}", "{{p lampiran_naskah }}")
RELATIONS = "word/_rels/document.xml.rels"


def make_template(*lines: str, header: str = "{{ keterangan_salinan }}") -> bytes:
    """A template with the fields a paper needs and these lines before them."""
    document = Document()
    for line in (*lines, *ESSENTIAL):
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def changed(template: bytes, replaced: Mapping[str, tuple[str, str]], **added: str) -> bytes:
    """The same archive with words of its parts replaced and members added (__ for /)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            data, (old, new) = read.read(name), replaced.get(name, ("", ""))
            assert old.encode() in data, (name, old)
            written.writestr(name, data.replace(old.encode(), new.encode(), 1) if old else data)
        for name, text in added.items():
            written.writestr(name.replace("__", "/"), text)
    return out.getvalue()
