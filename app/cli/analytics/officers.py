"""`flask analytics officers FILE`: evidence on officers from a spreadsheet, never a verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask_babel import gettext as _

from app.cli.decimals import span, worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.file_officers import FileOfficers, officers_of_file
from app.services.officer_method import DIFFERENCE, POWER, SURVEYS
from app.services.officers_texts import officers_as_texts
from config import Settings

Texts = Mapping[str, Any]

LEAST_CERTAIN = Decimal("0.01")


@click.command("officers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def officers(file: Path, as_json: bool) -> None:
    """Print what the sheets in FILE say of each officer, beside colleagues of the same counter.

    Columns: petugas (a code, never a name), loket, kompetensi, perilaku; layanan, verified (ya or
    tidak) and tanggal where there are any. Officers with fewer sheets than
    OFFICER_MIN_N get no number.

    Example: flask analytics officers petugas.csv
    """
    try:
        found = officers_of_file(file.read_bytes(), file.name, min_n=_settings().officer_min_n)
    except (Invalid, ValueError) as problem:
        refuse(problem)
    click.echo(json.dumps(officers_as_texts(found)) if as_json else "\n".join(_in_words(found)))


def _in_words(found: FileOfficers) -> Iterator[str]:
    shown: Texts = officers_as_texts(found)
    yield _("Bukti, bukan putusan. Urutan menurut kode petugas, bukan peringkat.")
    yield _(
        "Hanya unsur kompetensi dan perilaku; %(read)s dari %(all)s lembar dibaca.",
        read=found.n_read,
        all=found.n_sheets,
    )
    if found.n_read < found.n_sheets:
        yield _(
            "Yang tidak dibaca: lembar yang tidak terverifikasi, atau yang mengosongkan kedua "
            "unsur itu."
        )
    if not found.tells_verified:
        yield _(
            "Perhatian: berkas ini tidak memuat kolom verified. Bukti petugas hanya boleh memakai "
            "jawaban terverifikasi; pastikan isi berkas memang demikian."
        )
    yield from _days(shown)
    for group in shown["groups"]:
        yield ""
        yield from _group(group)
        for officer in shown["officers"]:
            if officer["group"] == group["group"]:
                yield from _officer(officer, shown["min_n"])
    yield ""
    yield _(
        '"Berbeda" hanya disebut bila, andai semua petugas sebenarnya sama, kekeliruan satu saja '
        "di antara semua perbandingan terjadi paling banyak pada 5 dari 100 kali."
    )
    yield _('"Tidak dapat dibedakan" bukan berarti sama: mungkin lembarnya belum cukup.')
    yield _(
        "Peluang dihitung seorang demi seorang, tanpa memperhitungkan banyaknya perbandingan: yang "
        'tinggi atau rendah belum berarti "berbeda".'
    )
    yield _(
        "Uji t dapat menyebut lembar terlalu sedikit: simulasi aturan ini dengan nilai nyata "
        "memerlukan %(least)s sampai %(most)s (flask analytics power).",
        least=min(survey.n_simulated for survey in SURVEYS.values()),
        most=max(survey.n_simulated for survey in SURVEYS.values()),
    )


def _days(shown: Texts) -> Iterator[str]:
    if shown["allows_for_days"]:
        yield _(
            'Jawaban dari hari yang sama mirip; "berbeda" dan nilai yang ditarik ke kelompok '
            "memperhitungkannya. Rata-rata apa adanya dan selangnya tidak."
        )
        return
    if not any(group["n_assessed"] for group in shown["groups"]):
        return  # nothing is said of anybody
    yield _(
        "Hati-hati: lembar dianggap saling bebas. Petugas yang bekerja pada hari yang berlainan "
        "terlalu mudah disebut berbeda, karena jawaban dari hari yang sama mirip."
    )
    if not shown["tells_days"]:
        yield _("Tambahkan kolom tanggal (2026-03-31) agar hal itu diperhitungkan.")
    else:
        yield _("Hari dalam berkas ini terlalu sedikit; perlu sedikitnya sepuluh.")


def _group(group: Texts) -> Iterator[str]:
    yield _(
        "%(group)s: %(assessed)s dari %(all)s petugas punya cukup lembar",
        group=group["group"],
        assessed=group["n_assessed"],
        all=group["n_officers"],
    )
    if group["mean"] is not None:
        yield _("  rata-rata kelompok %(mean)s (skala 1-4)", mean=worded(group["mean"]))
    if group["shrunken_towards"] is not None:
        yield _(
            "  nilai petugas ditarik ke %(mean)s: rata-rata yang memberi bobot lebih pada petugas "
            "yang nilainya lebih pasti",
            mean=worded(group["shrunken_towards"]),
        )
    if group["n_for_power"]:
        yield _(
            "  agar beda nyata %(difference)s poin ditemukan pada %(power)s dari 100 kali, perlu "
            "%(n)s lembar setiap petugas (uji t; bila hari mirip, lebih banyak)",
            difference=worded(str(DIFFERENCE)),
            power=round(100 * POWER),
            n=group["n_for_power"],
        )
    if group["reason"]:
        yield "  " + _why(group["reason"])


def _officer(officer: Texts, min_n: int) -> Iterator[str]:
    if officer["reason"]:
        yield _(
            "  %(code)s  n %(n)s: belum cukup data (perlu %(min_n)s)",
            code=officer["code"],
            n=officer["n"],
            min_n=min_n,
        )
        return
    yield _(
        "  %(code)s  n %(n)s  rata-rata %(mean)s (selang 95 %% %(limits)s)",
        code=officer["code"],
        n=officer["n"],
        mean=worded(officer["mean"]),
        limits=span(officer["interval_95"]),
    )
    if officer["shrunken_mean"]:
        yield _(
            "      keandalan %(reliability)s; ditarik ke kelompok %(mean)s (%(limits)s)",
            reliability=worded(officer["reliability"]),
            mean=worded(officer["shrunken_mean"]),
            limits=span(officer["shrunken_interval_95"]),
        )
    if officer["probability_above"]:
        yield _(
            "      peluang di atas rata-rata rekan-rekannya %(above)s",
            above=_probability(Decimal(officer["probability_above"])),
        )
    if officer["difference"]:
        yield "      " + _difference(officer["difference"])


def _probability(value: Decimal) -> str:
    """With two decimals, and never as if it were certain."""
    if value < LEAST_CERTAIN:
        return f"< {worded(str(LEAST_CERTAIN))}"
    most = 1 - LEAST_CERTAIN
    return f"> {worded(str(most))}" if value > most else worded(f"{value:.2f}")


def _difference(difference: str) -> str:
    return {
        "above": _("berbeda dari kelompok: di atas"),
        "below": _("berbeda dari kelompok: di bawah"),
    }.get(difference, _("tidak dapat dibedakan dari kelompok"))


def _why(reason: str) -> str:
    return {
        "too_few_answers": _("belum ada petugas dengan cukup lembar"),
        "alone_in_group": _("hanya satu petugas dengan cukup lembar, jadi tidak dibandingkan"),
        "too_few_officers": _("kurang dari 4 petugas, jadi nilai tidak ditarik ke kelompok"),
        "no_variance": _("jawaban setiap petugas seragam, jadi keandalan tidak dapat dihitung"),
    }.get(reason, _("beda antarpetugas tidak melebihi kebetulan"))


def _settings() -> Settings:
    return current_app.extensions["suara_loket_settings"]
