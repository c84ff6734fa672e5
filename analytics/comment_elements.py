"""Which elements of the questionnaire a comment speaks of, by a lexicon made for this package."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analytics.indonesian import normalise, stem_of
from analytics.kind_checks import all_of_kind

# Words by element; each is brought to its stem like the words of a comment.
WORDS: Mapping[str, str] = {
    "persyaratan": "syarat persyaratan berkas fotokopi materai pengantar lampiran legalisir",
    "prosedur": "prosedur alur tahapan mekanisme berbelit petunjuk oper dioper nyasar bingungkan "
    "membingungkan pindah kuota daftar pendaftaran online gaptek sederhanakan verifikasi",
    "waktu": "lama lambat cepat antre tunggu telat terlambat molor tepat selesai lemot numpuk "
    "menumpuk percepat seharian dijanjikan",
    "biaya": "biaya bayar mahal murah gratis pungli tarif retribusi kuitansi calo denda uang "
    "rupiah rb sogok suap administrasi transfer",
    "produk": "cetak buram luntur ketik blangko sertifikat ganda sinkron hasilnya",
    "kompetensi": "paham mengerti ngerti menguasai kompeten terampil cekatan teliti pintar pandai "
    "profesional informatif penjelasan menjelaskan jelasin meraba linglung jawaban "
    "jawab terjawab cakap ahli",
    "perilaku": "ramah sopan santun judes galak kasar sabar senyum cuek cuekin jutek marah sombong "
    "sikap angkuh ngobrol gosip someah bersikap salut ngegas membantu jahat songong "
    "cemberut meremehkan hargai sapa menyapa sambut disambut arogan tidur merokok betah",
    "pengaduan": "pengaduan adu lapor laporan tanggap aduan kritik hotline angkat diangkat "
    "tindaklanjut ditindaklanjuti",
    "sarana": "toilet parkir kursi ruang ruangan pendingin kipas mushola lift tangga komputer "
    "jaringan internet mesin kotor bersih panas gerah nyaman fasilitas gedung adem wangi "
    "bau duduk mobil motor macet helm dingin tempat sempit curam lampu",
}
# What several words say together, in normalised text.
PHRASES: Mapping[str, str] = {
    "persyaratan": r"surat (?:pengantar|nikah)|bawa ktp|dokumen (?:yang diminta|segitu)|"
    r"tanda tangan",
    "prosedur": r"alur tidak|(?:loket|baris) mana|pindah loket|bolak balik (?:fotokopi|disuruh)|"
    r"tidak tahu|tinggal ikut|satu loket|(?:urus|cara)\w* (?:mudah|susah)",
    "waktu": r"bolak balik|tidak perlu tunggu|loket kosong|loket tutup|sebelum waktu|"
    r"(?:minggu|bulan|hari) (?:belum|tidak|jadi)|(?:sudah|langsung|sehari|belum) "
    r"(?:jadi|terbit|dihubungi|dipanggil|"
    r"diantar)|loket yang buka|dari pagi|tidak kunjung",
    "biaya": r"tanpa (?:kuitansi|bukti)|seikhlasnya|uang (?:rokok|lelah)",
    "produk": r"salah (?:tulis|ketik|cetak|tanggal|nama|satu angka)|hasil cetak|"
    r"foto\w* (?:di|gelap)|"
    r"tidak sesuai (?:permohonan|standar)|yang jadi|data\w* benar|ktp baru|(?:nama|nik) \w+ salah|"
    r"tertulis keliru|sesuai permohonan",
    "kompetensi": r"salah input|tidak jelas\b.*petugas|petugas bingung|asal asal|beda jawab|"
    r"kurang (?:teliti|paham)",
    "perilaku": r"main hp|pilih kasih|diam saja|baik hati|"
    r"(?:pak|bu|ibu|bapak|mas|mbak|kakak|petugas\w*|orangnya|loket) \w* ?(?:orang )?baik|"
    r"turun langsung|tidak ada senyum|"
    r"sambil makan|serobot|hargai orang|anggap tidak ada|orang tua",
    "pengaduan": r"kotak saran|tidak (?:ada )?tanggap|(?:wa|sms|telepon|email|telp)\b.* tidak|"
    r"masukan saya|dilempar|nomor (?:telepon|pengaduan)|tidak (?:pernah )?(?:dijawab|diangkat)",
    "sarana": r"jalan masuk|papan (?:nama|petunjuk)|ac (?:mati|dingin|nya|kurang)|sistem offline|"
    r"air minum|ruang tunggu|main anak|kursi roda|tidak ada air|petunjuk arah",
}
_STEMS = {key: frozenset(map(stem_of, words.split())) for key, words in WORDS.items()}
_PATTERNS = {key: re.compile(rf"\b(?:{pattern})") for key, pattern in PHRASES.items()}


def elements_in(text: str) -> tuple[str, ...]:
    """Name the elements that a comment speaks of.

    Parameters
    ----------
    text : str
        A comment.

    Returns
    -------
    tuple of str
        Keys of elements in the order of the regulation's list; empty when it names none.

    Raises
    ------
    ValueError
        If `text` is not a str.

    Notes
    -----
    An element is named when one of its words (`WORDS`) or phrases (`PHRASES`) is there. Whether
    the comment praises or blames it is another question (`tone`).

    Source
    ------
    Own lexicon for the nine elements of PermenPANRB 14/2017, measured in
    ``tests/analytics/comments_set``.

    Examples
    --------
    >>> elements_in("Antriannya lama bgt, toiletnya kotor")
    ('waktu', 'sarana')
    """
    plain = normalise(text)
    found = {stem_of(word) for word in plain.split()}
    return tuple(
        key for key in WORDS if not found.isdisjoint(_STEMS[key]) or _PATTERNS[key].search(plain)
    )


def counted_elements(elements: Sequence[Sequence[str]]) -> dict[str, int]:
    """Count in how many comments each element is named.

    Parameters
    ----------
    elements : sequence of sequence of str
        The elements of each comment, from `elements_in` or from low ratings of the same writer.

    Returns
    -------
    dict of str to int
        Number of comments by element, the most frequent first; without those never named.

    Raises
    ------
    ValueError
        If an element is none of the nine.

    Source
    ------
    Counting.

    Examples
    --------
    >>> counted_elements([("waktu",), ("waktu", "sarana"), ()])
    {'waktu': 2, 'sarana': 1}
    """
    for named in all_of_kind(elements, object, "the elements of a comment"):
        all_of_kind(named, str, "an element")
    unknown = {key for named in elements for key in named} - set(WORDS)
    if unknown:
        raise ValueError(f"unknown elements {sorted(unknown)}; expected some of {list(WORDS)}")
    counts = {key: sum(key in named for named in elements) for key in WORDS}
    return {key: n for key, n in sorted(counts.items(), key=lambda item: -item[1]) if n}
