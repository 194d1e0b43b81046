"""What was shown when the reader said that he has read it all."""

from tracker.web.forms.base import Form, SeenField


class SeenForm(Form):
    up_to = SeenField()
