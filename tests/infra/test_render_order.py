"""A document on its way: another thread sees how far it is, and ends it at once."""

import threading

import pytest

from tracker.infra.render import Renderer
from tracker.infra.render_order import CalledOff, Order

PAGE = "<html lang=id><title>Naskah</title><h1>Halo</h1>"
HANGING = f"{PAGE}<table><td colspan=1000000>x"
PAGES = PAGE + "<p style='break-after: page'>Halaman" * 8


def test_its_pages_are_counted_and_it_ends_as_whole():
    with Renderer([]) as renderer:
        order = Order()
        renderer.render(PAGES, order=order)
    assert order.pages == 8
    assert order.share() == 1.0


def test_its_share_grows_from_step_to_step_and_from_page_to_page():
    order = Order()
    order.expect(2)
    told = [order.share(20)]
    for step, pages in ((1, 0), (4, 0), (5, 1), (5, 5), (3, 0), (5, 2), (5, 50), (6, 50), (7, 50)):
        order.stage(0).tell(step, pages)
        told.append(order.share(20))
    order.stage(0).finished = True
    told.append(order.share(20))
    assert told == sorted(told)
    assert told[-1] == 0.5  # the other part has not begun
    assert told[4] > told[3]


def test_one_called_off_ends_at_once_and_the_next_one_is_made():
    with Renderer([], timeout=30.0) as renderer:
        renderer.render(PAGE)
        order = Order()
        enough = threading.Timer(0.1, order.call_off)
        enough.start()
        with pytest.raises(CalledOff):
            renderer.render(HANGING, order=order)
        enough.join()
        with pytest.raises(CalledOff):
            renderer.render(PAGE, order=order)
        assert renderer.render(PAGE).startswith(b"%PDF")
