"""An order comes through a file as it was given."""

from __future__ import annotations

import pypdfium2

from app.documents.poster import Kind, Poster
from app.documents.print_run import PrintOrder, run

POSTER = Poster("A", "B", "Loket 1", "https://x.id/s/7K2M9QX4", "x.id/s/7K2M9QX4", ("id",))
ORDER = PrintOrder(Kind.STICKERS, (POSTER, POSTER))


def test_an_order_reads_back_as_it_was_written():
    for order in (ORDER, PrintOrder(Kind.TENT, (POSTER,), b"\x89PNG\x00")):
        assert PrintOrder.from_json(order.to_json()) == order


def test_equal_orders_have_one_key():
    assert ORDER.key == PrintOrder(Kind.STICKERS, (POSTER, POSTER)).key
    assert ORDER.key != PrintOrder(Kind.STICKERS, (POSTER,)).key


def test_the_pdf_and_the_progress_lie_beside_the_order(tmp_path):
    path = tmp_path / "order.json"
    path.write_text(ORDER.to_json(), encoding="utf-8")
    run(path)
    assert (tmp_path / "order.progress").read_text() == "2"
    assert len(pypdfium2.PdfDocument((tmp_path / "order.pdf").read_bytes())) == 1
    assert not (tmp_path / "order.part").exists()
