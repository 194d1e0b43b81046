"""What the office's rules refuse, in words the web layer translates and shows."""

from tracker.infra.text import N_


class DomainError(Exception):
    """A rule refused the act; nothing was changed.

    code: stable identifier for tests and the API. message: an Indonesian sentence marked with N_,
    with %(name)s places filled from params when shown. field: the form field it belongs to, if one.
    """

    def __init__(
        self, code: str, message: str, *, field: str | None = None, **params: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field
        self.params = params

    def __str__(self) -> str:
        return self.message % self.params


class Conflict(DomainError):
    """Someone else changed the record meanwhile; both texts are to be shown."""


class Untimely(DomainError):
    """The state of the record does not allow the step, or no longer; nothing in a form mends it."""


def require_reason(reason: str) -> None:
    """Raise DomainError when a step that wants its reason brings none."""
    if not reason:
        raise DomainError("reason_missing", N_("Tuliskan alasannya."), field="reason")


def own_share(field: str | None = None) -> DomainError:
    """For who would rule on, or change, what his own organisation owes."""
    return DomainError(
        "own_share",
        N_("Tugas instansi Anda sendiri hanya dapat diputus atau diubah oleh sekretariat lain."),
        field=field,
    )
