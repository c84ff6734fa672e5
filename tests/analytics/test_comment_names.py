"""Names after a form of address are found; what people say about Bapak and Ibu stays."""

import pytest

from analytics.comment_names import name_spans


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in name_spans(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Terima kasih Pak Wirtana", ["Wirtana"]),
        ("bu lestuna judes", ["lestuna"]),
        ("Mbak Nurlika Sarundi ramah", ["Nurlika Sarundi"]),
        ("Sdr. Hendriwa dan Sdri Melasti", ["Hendriwa", "Melasti"]),
        ("Bpk Drs. Sularmo, M.Si hadir", ["Drs. Sularmo, M.Si"]),
        ("a.n. Kartolan bin Wirdjan", ["Kartolan bin Wirdjan"]),
        ("PAK SUTARGO TIDAK SOPAN", ["SUTARGO"]),
        ("Pak I Made Wirtana", ["I Made Wirtana"]),
        ("pak hardiko pramunda lama", ["hardiko pramunda"]),
        ("Nama saya Jumadika, belum jadi", ["Jumadika"]),
        ("dr. Sitaresmu teliti", ["Sitaresmu"]),
        ("Pak Kabid Wirtana menjelaskan", ["Kabid Wirtana"]),
        ("Bu Indah baik", ["Indah"]),
        ("Bapak/Ibu Wirtana", ["Wirtana"]),
        ("petugas Kasminah galak", ["Kasminah"]),
        ("ibu t. kasminah judes", ["t. kasminah"]),
        ("akta atas nama anak Wirtana salah", ["Wirtana"]),
    ],
)
def test_a_name_is_found_whole(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Ibu kepala tidak ramah",
        "Bapak petugas yang di depan galak",
        "Bapak Kepala Dinas hadir",
        "Terima Kasih Ibu Petugas Yang Baik Hati",
        "BAPAK TOLONG PERCEPAT PELAYANAN",
        "ibu-ibu di loket",
        "Pak, tolong petugasnya ditegur",
        "dr kantor jam 10",
        "teh hangat disediakan",
        "petugas loket ramah",
        "mas",
        "",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert names(text) == []


def test_a_very_long_name_ends_after_four_words() -> None:
    assert names("Pak Wirta Xanda Yuska Zendra Vardo") == ["Wirta Xanda Yuska Zendra"]


def test_anything_but_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected str"):
        name_spans(7)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Bapak "Budi" ramah', "Budi"),
        ("Petugasnya Bapak: Budi", "Budi"),
        ("Ibu (Rini) baik", "Rini"),
        ("Bapak\nAhmad melayani", "Ahmad"),
        ("Ibu Siti\nAminah ramah", "Siti\nAminah"),
        ("bpk. joko-susilo lambat", "joko-susilo"),
        ("Yth. Bapak Kepala Dinas Suparman", "Kepala Dinas Suparman"),
    ],
)
def test_names_behind_signs_lines_and_offices_are_found(text: str, name: str) -> None:
    assert [text[start:end] for start, end in name_spans(text)] == [name]


@pytest.mark.parametrize(
    "text", ["ibu: tolong cepat", "Ibu Rini\nPelayanan cepat", "bapak (petugas)"]
)
def test_ordinary_words_behind_signs_and_lines_stay(text: str) -> None:
    assert [text[start:end] for start, end in name_spans(text)] in ([], ["Rini"])
