"""Every instrument version the product knows, each held to the checksum written down for it.

A stored answer names its version, so a version that changed or vanished would silently give old
answers another meaning; both stop the program instead.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from survey_forms.instrument import Instrument
from survey_forms.loading import load_instrument
from survey_forms.translations import refuse_other_meaning

FOLDER = Path(__file__).parent / "instruments"
CHECKSUMS = "CHECKSUMS"

# The form of `sha256sum`, so that `sha256sum --check` reads the file too.
_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^/]+)")


def find(reference_or_id: str) -> Instrument:
    """The version named by "skm-2017@1", or the newest usual version of "skm-2017"."""
    return find_in(_catalogue(), reference_or_id)


def find_in(catalogue: Mapping[str, Instrument], reference_or_id: str) -> Instrument:
    """The same out of a given catalogue; a ValueError names the instruments there are."""
    if reference_or_id in catalogue:
        return catalogue[reference_or_id]
    versions = [
        one for one in catalogue.values() if one.id == reference_or_id and not one.by_name_only
    ]
    if not versions:
        known = ", ".join(catalogue)
        raise ValueError(f"There is no instrument {reference_or_id!r}; there are {known}.")
    return max(versions, key=lambda instrument: instrument.version)


def find_worded(reference: str, language: str) -> Instrument:
    """The version with this reference, or its newest translation that speaks the language."""
    named = find(reference)
    if language in named.languages:
        return named
    said = [
        one
        for one in all_instruments()
        if one.translation_of == named.reference and language in one.languages
    ]
    return said[-1] if said else named


def all_instruments() -> tuple[Instrument, ...]:
    """Every instrument version, by id and version."""
    return tuple(_catalogue().values())


def load_catalogue(folder: Path) -> Mapping[str, Instrument]:
    """The instruments of a folder by reference, after each file was held to its checksum."""
    expected = _read_checksums(folder / CHECKSUMS)
    _refuse_unlisted(folder, expected)
    instruments = [_load_checked(folder / name, digest) for name, digest in expected.items()]
    instruments.sort(key=lambda instrument: (instrument.id, instrument.version))
    catalogue = {instrument.reference: instrument for instrument in instruments}
    if len(catalogue) != len(instruments):
        raise ValueError(f"{folder.name}: expected each id and version in one file only.")
    refuse_other_meaning(catalogue)
    return MappingProxyType(catalogue)


@lru_cache(maxsize=1)
def _catalogue() -> Mapping[str, Instrument]:
    return load_catalogue(FOLDER)


def _read_checksums(path: Path) -> dict[str, str]:
    expected = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if not match or match["name"] in expected:
            raise ValueError(
                f"{path.name}: line {number}: expected a SHA-256, two spaces and the name of a "
                f"file that no other line names, found {line!r}."
            )
        expected[match["name"]] = match["digest"]
    return expected


def _refuse_unlisted(folder: Path, expected: Mapping[str, str]) -> None:
    found = {path.name for path in folder.glob("*.toml")}
    for name in sorted(found ^ set(expected)):
        missing = "a line for it in CHECKSUMS" if name in found else "the file that CHECKSUMS lists"
        raise ValueError(f"{name}: expected {missing}, found none.")


def _load_checked(path: Path, digest: str) -> Instrument:
    instrument = load_instrument(path)
    if instrument.checksum != digest:
        raise ValueError(
            f"{path.name}: expected the checksum {digest} of CHECKSUMS, found "
            f"{instrument.checksum}. A published version never changes: undo the edit and put it "
            "into a new file with the next version."
        )
    return instrument
