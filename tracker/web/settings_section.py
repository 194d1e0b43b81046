"""A section of the paper settings: read into a form, stored, and shown as a sample."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from tracker.documents.samples import Sample
from tracker.infra.db import db
from tracker.models.paper_layouts import PaperLayout, paper_layout
from tracker.web.context import actor, now
from tracker.web.forms.base import Form

F = TypeVar("F", bound=Form)


class Section(ABC, Generic[F]):
    """One page of the settings, with one Save. slug: its address; template: its fields."""

    slug: ClassVar[str]
    template: ClassVar[str]
    title: Any
    lead: ClassVar[Any]
    form: type[F]

    @abstractmethod
    def stored(self) -> F:
        """The form of what is stored now."""

    def takes(self, form: F) -> bool:
        """Whether what was typed can be stored; else the form says why."""
        return form.validate()

    @abstractmethod
    def save(self, form: F) -> None:
        """In a running write. Raises DomainError."""

    @abstractmethod
    def sample(self, form: F) -> Sample:
        """What the form would print; nothing is stored. Raises DomainError."""


def layout_now() -> PaperLayout:
    return paper_layout(db.session())[0]


def saved_by(form: Form) -> dict[str, Any]:
    version = form["version"].data or 0
    return {"by": actor().user_id, "at": now(), "version": version}
