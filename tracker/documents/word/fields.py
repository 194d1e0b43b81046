"""What a template in Word may ask for; the page of each template lists these."""

from tracker.infra.text import N_

BLOCKS = {
    "kop": N_("Kop surat: lambang, nama pemerintah dan kantor, alamat, garis"),
    "kepala": N_("Judul naskah dan keterangan di atas isi: nomor, tanggal, hal, yang dituju"),
    "isi": N_("Isi naskah; harus ada"),
    "kaki": N_("Penandatanganan dan tembusan"),
    "lampiran_naskah": N_("Lampiran naskah, masing-masing pada halaman baru"),
}
WORDS = {
    "kop_pemerintah": N_("Baris pertama kop, misalnya PEMERINTAH PROVINSI LAMPUNG"),
    "kop_kantor": N_("Nama kantor pada kop"),
    "kop_alamat": N_("Alamat pada kop, dipisahkan koma"),
    "judul": N_("Judul naskah, misalnya NOTULA"),
    "nomor": N_("Nomor naskah, bila naskah itu bernomor"),
    "tanggal": N_("Tanggal naskah, atau hari dan tanggal rapat"),
    "tempat_tanggal": N_("Tempat dan tanggal surat"),
    "hal": N_("Hal"),
    "sifat": N_("Sifat"),
    "lampiran": N_("Keterangan lampiran, misalnya 1 (satu) berkas"),
    "yth": N_("Yang dituju"),
    "dari": N_("Pengirim nota dinas"),
    "rapat": N_("Nama rapat"),
    "waktu": N_("Waktu rapat"),
    "tempat": N_("Tempat rapat"),
    "acara": N_("Acara rapat"),
    "klasifikasi": N_("Klasifikasi keamanan; kosong untuk Biasa"),
    "kode_naskah": N_("Kode naskah resmi; kosong untuk draf"),
    "keterangan_salinan": N_("Kalimat bahwa naskah resmi adalah PDF, atau bahwa ini draf"),
}
FILTERS = ("upper", "lower", "title", "capitalize", "trim", "default")
BODY = "isi"
EXPECTED = ("kepala", "kaki", "lampiran_naskah", "keterangan_salinan")


def every_name() -> set[str]:
    return {*BLOCKS, *WORDS}
