"""What is said of each row of a matrix before it is taken over: why it comes, waits, or stays."""

from tracker.infra.orm import Labelled
from tracker.infra.text import N_


class Why(Labelled):
    """A code with its sentence; %(…)s places are filled from what is kept beside the code."""

    # What needs an answer
    UNKNOWN_OFFICE = "unknown_office", N_("Instansi “%(words)s” belum dikenal.")
    TOO_LONG = "too_long", N_("Uraiannya %(number)s karakter; paling banyak 2.000.")
    # What stays behind
    SAME_ROW = "same_row", N_("Sama dengan baris %(row)s.")
    SAME_ACTION = "same_action", N_("Sudah ada di Rakor: %(reference)s.")
    DROPPED = "dropped", N_("Menurut matriks sudah dibatalkan.")
    DONE_STAYS = "done_stays", N_("Menurut matriks sudah selesai; yang selesai tidak diambil.")
    SKIPPED = "skipped", N_("Ditinggalkan atas pilihan Anda.")
    WITH_ITS_ROW = "with_its_row", N_("Bagian dari baris %(row)s, yang ditinggalkan.")
    HEADING = "heading", N_("Subjudul; berlaku bagi baris di bawahnya.")
    HEAD = "head", N_("Kepala tabel.")
    OTHER = "other", N_("Tanpa tindak lanjut dan tanpa instansi.")
    # What is worth knowing of a row that comes
    PART_OF = "part_of", N_("Bagian dari baris %(row)s.")
    WAITS = "waits", N_("Selesai menurut matriks; masuk sebagai menunggu verifikasi.")
    WAITS_INFEASIBLE = (
        "waits_infeasible",
        N_("Tidak dapat dilaksanakan menurut matriks; masuk sebagai menunggu verifikasi."),
    )
    NO_OFFICE = "no_office", N_("Tanpa penanggung jawab.")
    DUE_IN_WORDS = "due_in_words", N_("Tenggat “%(words)s” bukan tanggal; disimpan sebagai teks.")
    STATUS_UNKNOWN = "status_unknown", N_("Status “%(words)s” disimpan sebagai keterangan.")
    FROM_HEADING = "from_heading", N_("Instansi diambil dari subjudul “%(words)s”.")


WAITING = {Why.UNKNOWN_OFFICE, Why.TOO_LONG}
LEFT_OUT = {
    *(Why.SAME_ROW, Why.SAME_ACTION, Why.DROPPED, Why.DONE_STAYS, Why.SKIPPED, Why.WITH_ITS_ROW),
    *(Why.HEADING, Why.HEAD, Why.OTHER),
}
# Left out unless somebody says that the row comes all the same.
BY_DEFAULT = {Why.SAME_ROW, Why.SAME_ACTION, Why.DROPPED, Why.DONE_STAYS}
