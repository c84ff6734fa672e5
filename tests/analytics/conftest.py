"""The SKM's rule and the reference answers that the tests of analytics share."""

import csv
import json
import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from analytics.inputs import Band, Rule, Tally

REFERENCE = Path(__file__).parent / "reference"
PROJECT = Path(__file__).parents[2]
ITEMS = (
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
)
BANDS = (
    Band(Decimal("25.00"), "D", "Tidak Baik"),
    Band(Decimal("65.00"), "C", "Kurang Baik"),
    Band(Decimal("76.61"), "B", "Baik"),
    Band(Decimal("88.31"), "A", "Sangat Baik"),
)
FILES = {
    "jepara": "jepara_mpp_2021_2022.csv",
    "gianyar": "gianyar_skck_2020.csv",
    "sekadau": "sekadau_2019_s1_partial.csv",
}


@pytest.fixture(scope="session")
def rule():
    """The scoring rule of skm-2017."""
    return Rule(dict.fromkeys(ITEMS, Fraction(1, 9)), 25, BANDS, 1, 4)


@pytest.fixture(scope="session")
def pulse_rule():
    """The scoring rule of a single question."""
    return Rule({"puas": Fraction(1)}, 25, BANDS, 1, 4)


@pytest.fixture(scope="session")
def tally_of():
    """Makes the tally of nine-element sheets given as rows."""
    return lambda rows: Tally.from_ratings(np.asarray(rows, dtype=np.uint8), ITEMS, 1, 4)


@pytest.fixture(scope="session")
def tally_of_sum(tally_of):
    """Makes the tally of n sheets whose 9n answers sum to what is asked."""

    def make(n, total):
        lowest, more = divmod(total, 9 * n)
        answers = np.full(9 * n, lowest)
        answers[:more] += 1
        return tally_of(answers.reshape(n, 9))

    return make


@pytest.fixture(scope="session")
def real():
    """Gives tally, NI and its variance, derived from real sheets without analytics."""
    kept = json.loads((REFERENCE / "real_tallies.json").read_text(encoding="utf-8"))

    def of(name):
        numbers = dict(kept["tallies"][name])
        ni, ni_variance = Fraction(numbers.pop("ni")), Fraction(numbers.pop("ni_variance"))
        tally = Tally(tuple(kept["items"]), kept["low"], kept["high"], **numbers)
        return SimpleNamespace(tally=tally, ni=ni, ni_variance=ni_variance)

    return of


@pytest.fixture(scope="session")
def reference_rows():
    """Reads the rows of a table kept beside the tests."""

    def read(name):
        with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def reference_folder():
    """The folder of the real sheets; a test that asks for it fails where it is missing."""
    return Path(os.environ.get("REFERENCE_DATA", PROJECT / "../shared/data/skm"))


@pytest.fixture(scope="session")
def real_sheets(reference_folder):
    """Reads the raw sheets of a real file, gaps as 0, columns found by name."""

    def read(name):
        with (reference_folder / FILES[name]).open(newline="", encoding="utf-8") as file:
            rows = [[int(row[key] or 0) for key in ITEMS] for row in csv.DictReader(file)]
        return np.array(rows, dtype=np.uint8)

    return read


@pytest.fixture(scope="session")
def real_rows(reference_folder):
    """Reads the rows of a real file with their day and counter, as texts."""

    def read(name):
        with (reference_folder / FILES[name]).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def made_sheets():
    """Reads the sheets made by chance: rows of texts, gaps empty."""
    with (REFERENCE / "made_sheets.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def tallies_by(tally_of):
    """Makes a tally of each group of such rows, by the texts of some of their columns."""

    def group(rows, *columns):
        groups = {}
        for row in rows:
            ratings = [int(row[key] or 0) for key in ITEMS]
            if any(ratings):
                groups.setdefault(tuple(row[name] for name in columns), []).append(ratings)
        return {key: tally_of(groups[key]) for key in sorted(groups)}

    return group
