"""Every kind of print is rendered and each code on it read back, beside the right name."""

from __future__ import annotations

import ctypes
import dataclasses
import re
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst
import zxingcpp

from app.documents.poster import PER_PAGE, Kind, Poster, page_count, poster_pdf, poster_preview

MM = 72 / 25.4
HEIGHT = 297 * MM
QUIET_MODULES = 4
MODULES = 33  # a link of this length needs version 4
# Columns, rows, width and height of the pieces that a sheet is cut into.
CUT = {Kind.STICKERS: (2, 5, 90, 54), Kind.LANYARD: (2, 2, 86, 124)}
COPIES = {kind: 2 if kind is Kind.TENT else 1 for kind in Kind}
LONG = " ".join(["Pelayanan Persetujuan Bangunan Gedung"] * 6)[:200]
JAWI = " ".join(["لوكت ڤلاينن"] * 17)[:200]
LOGO = typst.compile(b"#set page(width: 9pt, height: 9pt, fill: red)", format="png", ppi=144)


def counter(number: int, **changes: str) -> Poster:
    code = f"7K2M9Q{number // 10}{number % 10}"
    poster = Poster(
        agency="Pemerintah Kabupaten Contoh",
        unit=f"Dinas {number // 4}",
        counter=f"Loket nomor {number}.",
        link=f"https://skm.example.go.id/s/{code}",
        short_address=f"skm.example.go.id/s/{code}",
    )
    return dataclasses.replace(poster, **changes)


@dataclass(frozen=True)
class Found:
    """A code on a page: its text, its box in points from the top left, its turn and modules."""

    text: str
    box: tuple[float, float, float, float]
    turn: int
    module: float


def opened(kind: Kind, *posters: Poster, logo: bytes | None = None) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(poster_pdf(posters, kind, logo=logo))


def pixels(page: pypdfium2.PdfPage, dpi: float) -> np.ndarray:
    return np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy())


def codes(page: pypdfium2.PdfPage, dpi: float = 150) -> list[Found]:
    return [_found(code, 72 / dpi) for code in zxingcpp.read_barcodes(pixels(page, dpi))]


def _found(code: zxingcpp.Barcode, scale: float) -> Found:
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    xs, ys = [c.x * scale for c in corners], [c.y * scale for c in corners]
    box = (min(xs), min(ys), max(xs), max(ys))
    return Found(code.text, box, code.orientation, (box[2] - box[0]) / MODULES)


def text_in(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> str:
    """The words within a box that is measured from the top left."""
    left, top, right, bottom = box
    found = page.get_textpage().get_text_bounded(left, HEIGHT - bottom, right, HEIGHT - top)
    return " ".join(found.replace("\u200b", "").split())


def piece(kind: Kind, code: Found) -> tuple[float, float, float, float]:
    """What a code hangs on once the sheet is cut or folded."""
    if kind is Kind.POSTER:
        return (0, 0, 210 * MM, HEIGHT)
    if kind is Kind.TENT:
        return (0, 0, 210 * MM, HEIGHT / 2) if code.turn else (0, HEIGHT / 2, 210 * MM, HEIGHT)
    columns, rows, width, height = CUT[kind]
    left, top = (210 - columns * width) / 2, (297 - rows * height) / 2
    column, row = int((code.box[0] / MM - left) // width), int((code.box[1] / MM - top) // height)
    x, y = left + column * width, top + row * height
    return (x * MM, y * MM, (x + width) * MM, (y + height) * MM)


@pytest.mark.parametrize("kind", Kind)
def test_every_code_hangs_beside_the_name_of_its_own_counter(kind):
    posters = [counter(number) for number in range(PER_PAGE[kind] * 2 + 1)]
    document = opened(kind, *posters)
    seen = []
    for page in document:
        for code in codes(page):
            said = text_in(page, piece(kind, code))
            (named,) = [poster for poster in posters if poster.counter in said]
            assert code.text == named.link
            assert named.unit in said
            seen.append(code.text)
    assert len(document) == page_count(kind, len(posters)) == 3
    assert sorted(seen) == sorted([poster.link for poster in posters] * COPIES[kind])


@pytest.mark.parametrize("kind", Kind)
def test_short_host_and_code_in_letters_stand_beside_every_code(kind):
    (page,) = opened(kind, counter(7), counter(8)) if kind in CUT else opened(kind, counter(7))
    for code in codes(page):
        said = text_in(page, piece(kind, code))
        assert "skm.example.go.id" in said
        assert f"7K2M {code.text[-4:]}" in said


@pytest.mark.parametrize("kind", Kind)
def test_a_code_of_wide_letters_stays_on_its_line(kind):
    address = "skm.example.go.id/s/WWMWWMWW"
    wide = counter(7, link=f"https://{address}", short_address=address)
    (page,) = opened(kind, wide)
    letters = page.get_textpage()
    found = re.search("WWMW\\sWMWW", letters.get_text_range())
    assert found
    ends = [letters.get_charbox(n) for n in (found.start(), found.end() - 1)]
    assert len({round(bottom) for _, bottom, _, _ in ends}) == 1
    assert all(0 < left < right < 205 * MM for left, _, right, _ in ends)


@pytest.mark.parametrize("kind", Kind)
def test_both_languages_are_on_every_piece(kind):
    (page,) = opened(kind, counter(7))
    (said, *_) = [text_in(page, piece(kind, code)) for code in codes(page) if not code.turn]
    for phrase in ("Kode · Code",) if kind is Kind.POSTER else ("Atau buka · Or open",):
        assert phrase in said


@pytest.mark.parametrize("kind", Kind)
def test_codes_are_read_from_a_poor_and_noisy_picture(kind):
    posters = [counter(number) for number in range(PER_PAGE[kind])]
    (page,) = opened(kind, *posters)
    grey = pixels(page, 120).mean(axis=2)
    noise = np.random.default_rng(4).normal(0, 30, grey.shape)
    # A poor print: black is grey, white is not quite white, and every point is a little off.
    poor = np.clip(60 + grey * 0.6 + noise, 0, 255).astype(np.uint8)
    read = sorted(code.text for code in zxingcpp.read_barcodes(poor))
    assert read == sorted([poster.link for poster in posters] * COPIES[kind])


@pytest.mark.parametrize("kind", Kind)
def test_codes_are_read_where_a_tenth_is_covered(kind):
    (page,) = opened(kind, counter(7))
    picture, (code, *_) = pixels(page, 150), codes(page)
    left, top, right, bottom = (round(edge * 150 / 72) for edge in code.box)
    width, height = right - left, bottom - top
    # A third of each side, in the middle: 11 % of the code, as a coin or a thumb would.
    picture[
        top + height // 3 : top + height * 2 // 3, left + width // 3 : left + width * 2 // 3
    ] = 255
    assert {found.text for found in zxingcpp.read_barcodes(picture)} == {code.text}
    again = zxingcpp.read_barcodes(np.ascontiguousarray(picture[top - 40 : bottom + 40]))
    assert code.text in [found.text for found in again]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "name", [LONG, JAWI, "W" * 200, "Loket"], ids=["long", "jawi", "wide", "short"]
)
@pytest.mark.parametrize("logo", [None, LOGO], ids=["plain", "logo"])
def test_nothing_runs_into_the_quiet_zone_of_a_code(kind, name, logo):
    address = "survei.dpmptsp.kabupaten-contoh-yang-panjang.go.id/s/7K2M9QX4"
    crowded = counter(7, agency=name, unit=name, counter=name, short_address=address)
    (page,) = opened(kind, *[crowded] * PER_PAGE[kind], logo=logo)
    picture, found = pixels(page, 150).mean(axis=2), codes(page)
    assert len(found) == PER_PAGE[kind] * COPIES[kind]
    for code in found:
        quiet = QUIET_MODULES * code.module
        outer = tuple(
            round(edge * 150 / 72)
            for edge in (
                code.box[0] - quiet,
                code.box[1] - quiet,
                code.box[2] + quiet,
                code.box[3] + quiet,
            )
        )
        inner = [round(edge * 150 / 72) for edge in code.box]
        ring = picture[outer[1] : outer[3], outer[0] : outer[2]].copy()
        ring[
            inner[1] - outer[1] - 3 : inner[3] - outer[1] + 3,
            inner[0] - outer[0] - 3 : inner[2] - outer[0] + 3,
        ] = 255
        assert ring.min() > 250


@pytest.mark.parametrize("kind", CUT)
def test_nothing_is_printed_across_a_cut(kind):
    (page,) = opened(kind, *[counter(7, counter=LONG, unit=JAWI)] * PER_PAGE[kind], logo=LOGO)
    picture = pixels(page, 150).mean(axis=2)
    columns, rows, width, height = CUT[kind]
    dots = 150 / 25.4
    left, top = (210 - columns * width) / 2, (297 - rows * height) / 2
    inside = picture[round(top * dots) : round((top + rows * height) * dots)]
    for n in range(columns + 1):
        x = round((left + n * width) * dots)
        assert inside[:, x - 8 : x + 9].min() > 250
        assert picture[round((top - 4) * dots), x - 3 : x + 4].min() < 200
    across = picture[:, round(left * dots) : round((left + columns * width) * dots)]
    for n in range(rows + 1):
        y = round((top + n * height) * dots)
        assert across[y - 8 : y + 9].min() > 250
        assert picture[y - 3 : y + 4, round((left - 4) * dots)].min() < 200


def test_a_tent_is_read_from_both_sides():
    (page,) = opened(Kind.TENT, counter(7))
    far, near = sorted(codes(page), key=lambda code: code.box[1])
    assert abs(far.turn) == 180
    assert near.turn == 0
    assert far.box[1] == pytest.approx(HEIGHT - near.box[3], abs=1)


@pytest.mark.parametrize("kind", Kind)
def test_the_logo_is_printed_where_there_is_one(kind):
    (plain,), (marked,) = opened(kind, counter(7)), opened(kind, counter(7), logo=LOGO)

    def red(page: pypdfium2.PdfPage) -> int:
        blue, green, red = (pixels(page, 100)[:, :, n].astype(int) for n in range(3))
        return int(((red > 200) & (green < 90) & (blue < 90)).sum())

    assert red(plain) == 0
    assert red(marked) > 100
    assert {code.text for code in codes(marked)} == {counter(7).link}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_tagged_titled_and_names_its_language(kind):
    document = opened(kind, counter(7), logo=LOGO)
    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_dict()["Title"].endswith(": Loket nomor 7., Dinas 1")
    language = (ctypes.c_ushort * 3)()
    pdfium.FPDFCatalog_GetLanguage(document.raw, language, ctypes.sizeof(language))
    assert bytes(language).decode("utf-16-le") == "id\0"


@pytest.mark.parametrize("kind", Kind)
def test_a_sign_that_no_font_has_does_not_spoil_the_others(kind):
    (page,) = opened(kind, counter(7, counter="Loket 😀 baru"))
    assert "Loket ? baru" in page.get_textpage().get_text_bounded().replace("\u200b", "")


@pytest.mark.parametrize("kind", Kind)
def test_the_preview_is_the_first_page(kind):
    posters = [counter(number) for number in range(PER_PAGE[kind] + 1)]
    assert poster_preview(posters, kind) == poster_preview(posters[:-1], kind)
    assert poster_preview(posters, kind).startswith(b"\x89PNG")


def test_who_waits_hears_of_every_code():
    heard: list[int] = []
    poster_pdf([counter(1), counter(2), counter(3)], Kind.STICKERS, on_drawn=heard.append)
    assert heard == [1, 2, 3]


def test_the_code_is_grouped_in_fours():
    assert counter(7).letters == "7K2M 9Q07"
    assert counter(7).host == "skm.example.go.id"
