"""How long one PDF for 500 counters takes, by kind.

Bar: 20 seconds for each kind.
"""

from __future__ import annotations

import sys
import time

import click

from app.documents.poster import Kind, Poster, page_count, poster_pdf

COUNTERS, BAR_S = 500, 20.0


def posters() -> tuple[Poster, ...]:
    """Counters of 25 units with names as long as real ones."""
    return tuple(
        Poster(
            agency="Pemerintah Kabupaten Contoh",
            unit=f"Dinas Kependudukan dan Pencatatan Sipil Kecamatan {number // 20}",
            counter=f"Loket {number}: Pembuatan KTP-el dan Kartu Keluarga",
            link=f"https://skm.contohkab.go.id/s/7K2M9{number:03d}",
            short_address=f"skm.contohkab.go.id/s/7K2M9{number:03d}",
        )
        for number in range(COUNTERS)
    )


def main() -> None:
    """Print a line for each kind; status 1 when one takes longer than the bar."""
    slowest = 0.0
    for kind in Kind:
        began, busy = time.perf_counter(), time.process_time()
        with click.progressbar(length=COUNTERS, label=kind.value) as bar:
            made = poster_pdf(posters(), kind, on_drawn=lambda _drawn, bar=bar: bar.update(1))
        taken, busy = time.perf_counter() - began, time.process_time() - busy
        print(
            f"{kind.value}: {COUNTERS} counters, {page_count(kind, COUNTERS)} pages, "
            f"{len(made) / 2**20:.1f} MiB, {taken:.1f} s (bar {BAR_S:.0f} s), {busy:.1f} s of CPU"
        )
        slowest = max(slowest, taken)
    sys.exit(slowest > BAR_S)


if __name__ == "__main__":
    main()
