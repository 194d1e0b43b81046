"""The faces this machine knows, as the renderer finds them."""

import subprocess


def has_font(family: str) -> bool:
    """Whether fontconfig knows a family of this very name; False where there is no fontconfig."""
    try:
        found = subprocess.run(  # noqa: S603 - our own constant, no shell
            ["fc-list", f":family={family}", "family"],  # noqa: S607 - wherever it is installed
            capture_output=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(found.stdout.strip())
