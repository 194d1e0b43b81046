"""What the checks of a template say: sentences and their values, translated where shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """message: one Indonesian sentence marked with N_, with places for its values."""

    message: str
    params: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params


@dataclass(frozen=True, slots=True)
class Inspection:
    """faults: why a template is not taken. warnings: what it does otherwise than most."""

    faults: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


class Refused(Exception):
    """The file is no template at all, or one that is never opened."""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.finding = Finding(message, params)


def packed(inspection: Inspection) -> dict[str, Any]:
    """For the way from one process to the other."""

    def told(findings: Iterable[Finding]) -> list[tuple[str, dict[str, str]]]:
        return [(finding.message, finding.params) for finding in findings]

    return {"faults": told(inspection.faults), "warnings": told(inspection.warnings)}


def unpacked(told: dict[str, Any]) -> Inspection:
    faults, warnings = (
        tuple(Finding(message, params) for message, params in told[name])
        for name in ("faults", "warnings")
    )
    return Inspection(faults, warnings)
