"""A template of Word, as the admin uploads it or lets it go."""

from flask_babel import lazy_gettext

from tracker.web.forms.base import Form, SeenField, one_file


class WordTemplateForm(Form):
    version = SeenField(default=0)
    file = one_file(lazy_gettext("Templat yang sudah diubah (DOCX)"))


class RetireForm(Form):
    version = SeenField(default=0)
