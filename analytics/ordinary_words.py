"""Words that follow "Bapak", "Ibu" or "Mas" in a comment without being anybody's name.

The list was made for this package: forms of address, occupations, and the words that comments on
public services are made of. A word that is missing here is masked after a form of address, so a
gap costs a word of the comment and never a name.
"""

from __future__ import annotations

_ADDRESS = """
bapak bpk pak ibu bu buk sdr sdri saudara saudari mas mbak mba kak kakak bang abang kang adik adek
dek dik nak om tante bunda ayah nenek kakek simbah mbah opa oma hj tuan nyonya nona ipar sepupu
keponakan angkat sambung besan anda kalian kamu kami kita saya aku sy gue beliau dia ia mereka ini
itu sini situ sana tersebut tsb sekalian semua semuanya masing seseorang orang warga masyarakat yth
"""
_ROLES = """
petugas pegawai pelayan kepala guru dosen dokter dok bidan perawat suster apoteker polisi polwan
satpam security sekuriti kasir teller admin operator resepsionis sopir supir ojek tukang penjual
pedagang petani nelayan lurah camat bupati walikota gubernur menteri presiden kades kadis kabid
kasi kasubag sekda sekdes sekretaris bendahara ketua wakil pimpinan pemimpin pejabat atasan bos
direktur manajer manager staf staff honorer pns asn tni polri rt rw pkk kader jaga penjaga parkir
juru pemilik pemohon pengunjung pelanggan nasabah pasien lansia hamil menyusui rumah tangga muda
tua sepuh senior yunior junior anak bayi balita cucu menantu mertua kandung tiri suami istri mantan
calon pembimbing panitia pengawas pemeriksa inspektur hakim jaksa notaris kyai kiai haji hajah
ustaz ustad pendeta imam rektor kepsek walikelas konsultan pendamping penyuluh kurir verifikator
pencatat pemandu fasilitator relawan dinas bidang seksi bagian
"""
_SMALL = """
yang yg di ke dari dr pada untuk utk buat dengan dg dgn oleh karena krn sebab agar supaya sehingga
jika kalau klo kalo bila apabila saat ketika waktu sebelum sesudah setelah sejak sampai smp hingga
selama sambil lalu kemudian terus trus dan atau serta tapi tp tetapi namun melainkan padahal
sedangkan meskipun walau walaupun maupun bahwa sebagai seperti kayak kaya bagai daripada tentang
soal terhadap antara dalam dlm luar atas bawah depan belakang samping sebelah dekat jauh tengah
pinggir ujung sini adalah ialah yaitu yakni merupakan ada tiada tak tidak tdk ga gak nggak ngga
enggak kagak bukan jangan belum blm sudah sdh udah udh telah akan sedang lagi masih msh pernah
selalu sering kadang jarang juga jg pun lah kah saja aja hanya cuma cuman sangat amat sekali skali
banget bgt terlalu paling lebih kurang cukup agak makin semakin hampir sama sm beda lain sendiri
bersama tiap setiap banyak byk sedikit beberapa seluruh para si sang nya kok sih dong deh nih tuh
ya iya yaa tolong mohon harap silakan silahkan terima kasih makasih trims thanks maaf permisi
selamat semoga mudah mudahan alhamdulillah insyaallah apa apakah siapa mana kapan bagaimana gimana
mengapa kenapa berapa kenapa harus hrs wajib perlu bisa bs dapat dpt boleh mau ingin mungkin pasti
tentu sekarang skrg tadi td nanti besok kemarin dulu dahulu pagi siang sore malam hari minggu bulan
tahun jam menit detik senin selasa rabu kamis jumat sabtu satu dua tiga empat lima enam tujuh
delapan sembilan sepuluh ribu juta rupiah pertama kedua ketiga terakhir
"""
_DESCRIBING = """
baik bagus buruk jelek parah jahat ramah sopan santun sabar galak judes jutek ketus kasar cuek
cemberut senyum tersenyum marah sinis sombong angkuh dingin hangat tulus ikhlas jujur adil tegas
disiplin rajin malas cepat cpt cepet sigap tanggap cekatan teliti terampil pintar pandai cerdas
bodoh paham mengerti ngerti profesional kompeten gesit lincah lemot lambat lelet lama telat
terlambat tepat lancar mudah gampang susah sulit ribet rumit bingung jelas murah mahal gratis besar
kecil tinggi rendah panjang pendek baru lama bersih kotor bau wangi rapi nyaman panas sejuk adem
gerah luas sempit penuh kosong ramai rame sepi aman rusak mati nyala hidup benar salah keliru
lengkap puas kecewa senang sedih kesal capek lelah sakit sehat keren mantap mantab hebat luar biasa
top oke ok lumayan biasa istimewa indah cantik ganteng lucu aneh penting utama khusus umum gembira
bahagia kuat lemah berat ringan terbaik terburuk hati someah sae the best very good nice fast
friendly grapyak nyebelin ngeselin songong arogan ngegas asik asyik linglung norak cerewet bawel
jorok pelit egois ngantuk
"""
_DOING = """
datang dtg pergi pulang masuk keluar tiba duduk berdiri jalan tidur makan minum merokok ngobrol
bicara ngomong bilang kata katanya tanya nanya jawab menjawab jelaskan menjelaskan bantu membantu
layani melayani dilayani tunggu menunggu nunggu antre antri mengantre panggil dipanggil memanggil
urus ngurus mengurus isi mengisi ambil mengambil bawa membawa beri memberi kasih kasi diberi
dikasih minta meminta diminta bayar membayar terima menerima kirim mengirim tulis menulis baca
membaca lihat liat melihat dengar mendengar ingat lupa cari mencari tahu tau kenal pakai pake
memakai kerja bekerja kerjanya selesai beres jadi menjadi mulai buka membuka tutup menutup tambah
kurangi ganti mengganti ubah berubah perbaiki diperbaiki tingkatkan ditingkatkan pertahankan
dipertahankan hargai menghargai tegur ditegur bentak membentak bantuan main pegang ikut tinggal
pindah lapor melapor komplain protes ngadu mengadu menyapa sapa sambut menyambut terbantu tertolong
dibantu disuruh suruh nyuruh mengarahkan arahkan menangani menyelesaikan diselesaikan memproses
diproses mempersulit dipersulit mempermudah percepat dipercepat memuaskan mengecewakan
membingungkan menyenangkan memahami menguasai
"""
_THINGS = """
pelayanan layanan loket kantor dinas instansi ruang ruangan gedung tempat kursi meja toilet wc
kamar mandi musholla mushola masjid parkiran lift tangga pintu lantai ac kipas komputer laptop
printer mesin jaringan internet sistem aplikasi website web online hp telepon telp wa whatsapp
email surat berkas dokumen formulir syarat persyaratan prosedur alur proses antrean antrian nomor
no nama data foto fotokopi ktp kk nik akta akte sim stnk bpkb skck paspor sertifikat izin ijin
pajak pbb retribusi biaya tarif uang materai meterai kuitansi kwitansi hasil produk informasi info
pengumuman papan jadwal pengaduan aduan keluhan saran masukan kritik kotak desa kota kecamatan
kelurahan kabupaten provinsi negara negeri pusat daerah sekolah kampus rumah rs puskesmas pasar
toko bank pos jalan jl gang blok mobil motor sepeda bus angkot air listrik lampu teh kopi nasi
kawin hal masalah cara contoh alasan aturan hukum janji harga barang kartu baju seragam sepatu
bagian bidang seksi tim kelompok kegiatan program acara rapat kasus perkara tugas jabatan pangkat
hormat salam nilai skor angka bintang dukun dukcapil disdukcapil samsat bpn kua bpjs mpp polres
polsek kodim kejaksaan pengadilan imigrasi kemenag
"""
# Ordinary words that are names as well: with a capital letter they are taken for one.
ALSO_NAMES = frozenset(
    ("bagus", "indah", "bintang", "utama", "jujur", "sabar", "senang", "gembira")
)
ROLES = frozenset(_ROLES.split())
ORDINARY = frozenset(
    " ".join((_ADDRESS, _ROLES, _SMALL, _DESCRIBING, _DOING, _THINGS, *ALSO_NAMES)).split()
)
_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu", "an", "kan", "i", "2", "2nya")
_BEGINNINGS = ("di", "ke", "se", "ter", "ber", "me", "men", "mem", "meng", "nge", "ng", "pe", "per")


def is_ordinary(word: str) -> bool:
    """Say whether a word of a comment is an ordinary word and no name.

    Parameters
    ----------
    word : str
        One word in any case; a hyphen joins the parts of a doubled word ("ramah-ramah").

    Returns
    -------
    bool
        Whether the word, or what is left of it without a usual beginning or ending, is listed.
        A word of one or two letters that is not listed is no ordinary word.

    Raises
    ------
    ValueError
        If `word` is not a str.

    Source
    ------
    Own list; beginnings and endings after Sneddon et al. (2010), Indonesian: A Comprehensive
    Grammar, 2nd ed., ch. 1.

    Examples
    --------
    >>> is_ordinary("petugasnya"), is_ordinary("Ramah-ramah"), is_ordinary("Wirtana")
    (True, True, False)
    """
    if not isinstance(word, str):
        raise ValueError(f"word is {type(word).__name__}; expected str")
    first = word.lower().strip(".,").partition("-")[0]
    return any(form in ORDINARY for form in _bare_forms(first))


def _bare_forms(word: str) -> list[str]:
    """The word itself and without one usual ending, one usual beginning, or both."""
    ended = [word, *(word.removesuffix(end) for end in _ENDINGS)]
    begun = [form.removeprefix(start) for form in ended for start in _BEGINNINGS]
    # What is left of a name is often a short word, so a shortened form must be of some length.
    return [word, *(form for form in (*ended, *begun) if len(form) >= 4)]
