"""Indonesian as people type it, brought to stems that can be counted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Short forms and spellings of everyday writing, gathered for this package.
SHORT_FORMS: dict[str, str] = {
    short: full
    for line in """
    tidak: tdk gak ga gk nggak ngga enggak engga kagak kaga tak ndak gada gaada
    belum: blm blom belom blum
    sudah: sdh udh udah dah uda
    yang: yg
    dengan: dg dgn dngn
    untuk: utk buat untk
    karena: krn karna krena
    dari: dr dri
    dalam: dlm
    pada: pd pda
    saya: sy gue gw aku
    juga: jg
    lagi: lg lgi
    saja: aja sja aj
    sama: sm ama
    sampai: smp sampe nyampe ampe
    banyak: byk bnyk
    kurang: krg krang
    sangat: sgt banget bgt bngt amat sanget
    sekali: skali sekalii
    cepat: cpt cepet cpet gercep kilat
    lambat: lelet lemot lamban
    lama: lma kelamaan
    bagus: bgs sae
    baik: baek apik
    pelayanan: playanan pelayann pelayananya
    petugas: ptgs petugasx
    masih: msh
    harus: hrs kudu mesti
    bisa: bs bsa
    dapat: dpt
    tapi: tp tetapi tpi
    kalau: klo kalo klau
    tunggu: nunggu menunggu ditunggu tungguin nungguin
    antre: antri antrian antrean ngantri mengantri mengantre diantre antriannya
    terima: trima makasih makasi trims thanks thx tengkyu
    bayar: bayarin
    tolong: tlg tlong
    mohon: mhn
    orang: org
    semua: smua
    ramah: rmh
    judes: jutek ketus sinis
    marah: ngamuk ngomel
    kasar: bentak dibentak membentak
    tanya: nanya ditanya bertanya pertanyaan
    urus: ngurus mengurus ngurusin
    bolak: bolakbalik
    fotokopi: fotocopy photocopy potokopi fotokop
    toilet: wc
    pungli: pungutan dipungut
    kuitansi: kwitansi
    pengaduan: komplain complain komplen protes keluhan keluhkan mengeluh dikeluhkan aduan ngadu
    selesai: beres kelar rampung penyelesaian menyelesaikan terselesaikan diselesaikan selesa
    mushola: musholla musala mushalla
    susah: sulit ribet rumit ruwet repot
    mudah: gampang
    informasi: info
    tanggap: respon respons direspon merespon dibalas balas balasan balesan dibales
    tunjuk: petunjuk penunjuk
    menguasai: kuasai nguasain
    ajar: belajar
    """.strip().splitlines()
    for full, shorts in [line.strip().split(": ")]
    for short in shorts.split()
}
# Words that say nothing of a theme. "tidak", "belum", "kurang", "lama" and "lebih" stay: they do.
_STOPWORDS = """
yang di ke dari untuk dengan oleh karena agar supaya sehingga jika kalau bila apabila saat
ketika sebelum sesudah setelah sejak sampai hingga selama sambil lalu kemudian terus trus dan
atau serta tapi namun melainkan padahal sedangkan meski meskipun walau walaupun bahwa sebagai
seperti kayak kaya bagai daripada tentang soal terhadap antara dalam pada adalah ialah yaitu
yakni merupakan ada akan sedang lagi masih pernah juga pun lah kah saja hanya cuma cuman sangat
sekali terlalu paling agak makin semakin hampir sama setiap tiap para si sang nya kok sih dong
deh nih tuh ya iya yaa kan apa apakah siapa mana kapan bagaimana gimana mengapa kenapa berapa
ini itu sini situ sana tersebut saya kami kita anda dia ia mereka beliau bapak bpk ibu pak bu
mas mbak mba mbaknya kak kakak bang abang sdr sdri sendiri sebuah suatu telah sudah bisa dapat
jadi menjadi mau ingin tolong mohon harap semoga terima kasih minta bagi hal secara maka begitu
demikian per the dll dsb dst
"""
STOPWORDS = frozenset(_STOPWORDS.split())
_LONG = re.compile(r"([a-z])\1{2,}")
_DOUBLED = re.compile(r"\b([a-z]{2,})-\1")
_TOKEN = re.compile(r"[a-z]{2,}")
_TWO = re.compile(r"([a-z]{2,})2")
SHORTEST_STEM = 3
_STEMMER = snowballstemmer.stemmer("indonesian")


def normalise(text: str) -> str:
    """Write a comment the plain way: small letters, no drawn-out letters, no short forms.

    Parameters
    ----------
    text : str
        A comment.

    Returns
    -------
    str
        Its words, each in its full form, with one blank between them; digits and signs are left
        out. Negations and "kurang" and "lama" stay. A text without letters gives "".

    Raises
    ------
    ValueError
        If `text` is not a str.

    Source
    ------
    Own table of short forms (`SHORT_FORMS`); doubling written with 2 (ibu2) as in Indonesian
    everyday writing.

    Examples
    --------
    >>> normalise("Antriannya lamaaaa bgt, ptgs2nya gak ramah!!")
    'antre lama sangat petugas tidak ramah'
    """
    if not isinstance(text, str):
        raise ValueError(f"text is {type(text).__name__}; expected str")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = _DOUBLED.sub(r"\1", _TWO.sub(r"\1", _LONG.sub(r"\1", plain)))
    return " ".join(_full(word) for word in _TOKEN.findall(plain))


def stems_and_words(text: str) -> list[tuple[str, str]]:
    """Give the stems of a comment's telling words beside the words they come from.

    Parameters
    ----------
    text : str
        A comment.

    Returns
    -------
    list of tuple of (str, str)
        Stem and normalised word, in the order of the text.

    Raises
    ------
    ValueError
        If `text` is not a str.

    Source
    ------
    Tala (2003), A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia, as in
    Snowball's Indonesian algorithm (package snowballstemmer).

    Examples
    --------
    >>> stems_and_words("antrean dipercepat")
    [('antre', 'antre'), ('cepat', 'dipercepat')]
    """
    found = ((stem_of(word), word) for word in normalise(text).split() if word not in STOPWORDS)
    return [(stem, word) for stem, word in found if len(stem) >= SHORTEST_STEM]


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """Give the stem of one normalised word.

    Parameters
    ----------
    word : str
        One word in small letters.

    Returns
    -------
    str
        Its stem; a short form counts as its full form.

    Raises
    ------
    ValueError
        If `word` is not a str.

    Source
    ------
    As `stems`. The algorithm leaves "diper-" half done; the second beginning is taken off too.

    Examples
    --------
    >>> stem_of("pelayanannya"), stem_of("dipermudah"), stem_of("kurang")
    ('layan', 'mudah', 'kurang')
    """
    if not isinstance(word, str):
        raise ValueError(f"word is {type(word).__name__}; expected str")
    bare = word.removesuffix("nya")
    if bare in _NOT_STEMMED:
        return bare
    first = word.removeprefix("di") if word.startswith("diper") else word
    stem: str = _STEMMER.stemWord(_full(first))
    return SHORT_FORMS.get(stem, stem)


def _full(word: str) -> str:
    """The full form of a short one, with or without -nya behind it."""
    bare = word.removesuffix("nya")
    return SHORT_FORMS.get(word) or SHORT_FORMS.get(bare) or word


# What the algorithm would cut although it belongs to the word.
_WHOLE = """
antre tunggu pengaduan fotokopi selesai terampil keliru petugas pungli kuitansi toilet mudah
informasi tanggap materai retribusi administrasi aplikasi kursi kondisi posisi
"""
_NOT_STEMMED = frozenset(_WHOLE.split())
