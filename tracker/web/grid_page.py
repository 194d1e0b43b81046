"""The grid of an action as a page asks for it: which cells, in which order, and their totals."""

from dataclasses import dataclass
from typing import TypeVar

from flask import request

from tracker.infra.db import db
from tracker.models.actions import Action
from tracker.reports.grid import Cell, Grid, Look, Order, grid_of
from tracker.web.context import actor, settings, today
from tracker.web.paging import Page, cursor, here, page_of

Word = TypeVar("Word", Look, Order)


@dataclass(frozen=True, slots=True)
class GridPage:
    """page: the cells shown. whole_url: the same with all cells on one page, for paper;
    None when they are.
    """

    grid: Grid
    look: Look
    order: Order
    page: Page[Cell]

    @property
    def tiles(self) -> list[Look]:
        """The totals on top: what is claimed and what is verified are never one."""
        return [Look.SILENT, Look.LATE, Look.AWAITING, Look.VERIFIED]

    @property
    def counts(self) -> dict[Look, int]:
        return self.grid.counts

    @property
    def whole_url(self) -> str | None:
        return here(semua="ya") if self.page.next_url else None

    def look_url(self, look: Look) -> str:
        return f"{request.path}?tampil={look}&urut={self.order}#instansi"

    def order_url(self, order: Order) -> str:
        return f"{request.path}?tampil={self.look}&urut={order}#instansi"


def grid_page(action: Action) -> GridPage:
    """For who oversees the action; words of the address that are unknown count as none."""
    grid = grid_of(db.session(), actor(), action.id, today=today(), zone=settings().zone)
    look = _asked(Look, "tampil", Look.ALL)
    order = _asked(Order, "urut", Order.URGENCY)
    cells = grid.shown(look, order)
    if "semua" in request.args:
        return GridPage(grid, look, order, Page(cells, None, None))
    return GridPage(grid, look, order, page_of(_from_cursor(cells), lambda c: [c.assignment_id]))


def _from_cursor(cells: list[Cell]) -> list[Cell]:
    """Those after the cell the address names; from the start when it is no longer among them."""
    match cursor():
        case [int(last)]:
            ids = [cell.assignment_id for cell in cells]
            return cells[ids.index(last) + 1 :] if last in ids else cells
    return cells


def _asked(words: type[Word], name: str, default: Word) -> Word:
    try:
        return words(request.args.get(name, default))
    except ValueError:
        return default
