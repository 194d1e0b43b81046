"""Papers as long as one likes."""

from typing import Any

from tests.factories import NOW

ITEM = dict.fromkeys(
    ("old_reference", "source", "lead", "supporting", "output", "progress"), "Bappeda"
) | dict.fromkeys(("obstacles", "evidence", "status", "remarks"), "Sedang disusun")


def long_matrix(rows: int, shares: int = 1) -> dict[str, Any]:
    """What the matrix of open work prints beyond its letterhead; so many rows to an action."""
    return {
        "asked": [],
        "stands_at": NOW,
        "zone": "Asia/Jakarta",
        "figures": dict.fromkeys(("actions", "rows", "late", "awaiting", "verified"), rows),
        "items": [
            {
                **ITEM,
                "action": row // shares,
                "reference": f"TL-2025-{row // shares:04d}",
                "sentence": f"Kegiatan ke-{row + 1} berakhir di sini.",
                "source_on": "2025-09-18",
                "due_on": None,
            }
            for row in range(rows)
        ],
    }
