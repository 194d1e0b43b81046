"""What a browser calls itself, in words its owner knows."""

from flask_babel import gettext

# In this order: each of the first also calls itself like those after it.
_PROGRAMS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet")),
    *(("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome")),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS")),
    *(("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux")),
)


def device(user_agent: str) -> str:
    """`Chrome di Android` for what a browser sends as its name."""
    program = _known(user_agent, _PROGRAMS)
    system = _known(user_agent, _SYSTEMS)
    if program and system:
        return str(gettext("%(program)s di %(system)s", program=program, system=system))
    return program or system or str(gettext("Perangkat tidak dikenal"))


def _known(user_agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in user_agent), "")
