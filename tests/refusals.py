"""What the office's rules refuse, by the code of the refusal."""

from collections.abc import Callable

import pytest

from tracker.models.errors import DomainError


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code
