"""Mail addresses as people type them."""

from email_validator import EmailNotValidError, validate_email

from tracker.infra.text import N_
from tracker.models.errors import DomainError


def checked_address(typed: str, *, field: str = "email") -> str:
    """The address as mail servers write it; nothing stays nothing.

    Only its shape is judged, nobody is asked. Raises DomainError beside `field`.
    """
    if not typed:
        return ""
    try:
        checked = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise DomainError(
            "bad_address",
            N_("Alamat surel ini tidak benar. Tulis seperti nama@instansi.go.id."),
            field=field,
        ) from error
    return checked.ascii_email or checked.normalized
