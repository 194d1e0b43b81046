"""A merger that is planned: what one office owes goes to another on its day."""

from datetime import timedelta

from tracker.demo.accounts import organisation
from tracker.demo.scene import Scene
from tracker.models.successions import Succession


def plan_succession(scene: Scene) -> None:
    """On the first of the month after next, by a regulation that is an example."""
    leaving = organisation(scene.session, "dinas-koperasi-ukm")
    staying = organisation(scene.session, "disperindag")
    first = scene.today.replace(day=1)
    for _ in range(2):
        first = (first + timedelta(days=31)).replace(day=1)
    Succession.add(
        scene.session,
        by=scene.setda.user_id,
        at=scene.at,
        organisation_id=leaving.id,
        successor_id=staying.id,
        takes_over_on=first,
        basis=f"Contoh: Rancangan Perda Susunan Perangkat Daerah {first.year}",
    )
