"""The office's own matrix of last year: one taken over, and one that waits for an answer."""

from tracker.capture.matrix_drafts import (
    choose_sheet,
    chosen_matrix,
    examine,
    proposed_columns,
    store_outcome,
)
from tracker.demo.accounts import organisation
from tracker.demo.scene import Scene
from tracker.infra.spreadsheets import read_text
from tracker.models.take_overs import TakeOver, TakeOverSheet, start_take_over

_HEADS = "Nomor TL\tTindak Lanjut\tPenanggung Jawab\tBatas Waktu\tStatus\tKeterangan"
_TAKEN = (
    "01/KESRA/{y}\tMenyusun edaran kepesertaan jaminan sosial bagi guru honorer\tDisdikbud"
    "\t31/12/{d}\tProses\tDraf di Biro Hukum",
    "02/KESRA/{y}\tMendata nelayan dan buruh pelabuhan yang belum terlindungi\tDKP, Dishub"
    "\t31/12/{d}\tProses\t60%",
    "03/KESRA/{y}\tMemadankan data penerima PKH dengan DTSEN\tDinsos\tSegera\tBelum\t",
    "04/KESRA/{y}\tMenghimpun data stunting per kabupaten/kota\tDinkes\t30/09/{y}\tSelesai"
    "\tDilaporkan lisan",
    "05/KESRA/{y}\tMenyiapkan data pekerja sektor pariwisata\tDisparekraf\tTW IV {d}\tBelum\t",
    "06/KESRA/{y}\tMengusulkan anggaran bantuan iuran bagi petani kecil\tBPKAD, DKPTPH"
    "\t31/12/{d}\tTerkendala\tMenunggu perubahan APBD",
)
_OFFICES = ("disdikbud", "dkp", "disparekraf", "dinas-koperasi-ukm", "dinas-pmdt")
_WAITING = (
    "11/EKON/{y}\tMenggelar operasi pasar murah di lima kecamatan\tDisperindag\t15/12/{d}"
    "\tProses\tTiga kecamatan",
    "12/EKON/{y}\tMelaporkan stok beras setiap pekan\tBulog\t31/12/{d}\tProses\t",
    "13/EKON/{y}\tMemantau harga cabai di pasar induk\tDinas Perindag & Perdagangn\t31/12/{d}"
    "\tBelum\t",
    "14/EKON/{y}\tMenyiapkan gudang penyimpanan bawang\tDinas Ketahanan Pangan\t32/11/{d}\tBelum\t",
)


def add_old_matrix(scene: Scene) -> None:
    """The first is carried out by the worker once it runs, as any other."""
    scene.give_addresses(*_OFFICES)
    year = scene.today.year - 1
    done = _read(scene, f"Matriks TL Kesra {year}.xlsx", _TAKEN, year)
    done.start(by=scene.secretariat, at=scene.at)
    _read(scene, f"Matriks inflasi {year}, ditempel", _WAITING, year)


def _read(scene: Scene, name: str, rows: tuple[str, ...], year: int) -> TakeOver:
    """Brought in, its columns taken as proposed."""
    session, actor = scene.session, scene.secretariat
    unit = organisation(session, "biro-kesra")
    take_over = start_take_over(
        session, by=actor.user_id, at=scene.at, name=name, unit_id=unit.id, meeting_id=None
    )
    read = read_text("\n".join((_HEADS, *rows)).format(y=year, d=scene.today.year))
    sheet = TakeOverSheet(
        take_over_id=take_over.id, name="Matriks", rows=read.rows, merged=[], size=len(read.rows)
    )
    session.add(sheet)
    session.flush()
    draft = take_over.draft
    choose_sheet(draft, sheet)
    matrix = chosen_matrix(session, draft)
    if matrix is None:
        raise LookupError(name)
    draft.answer(columns=proposed_columns(session, draft, matrix))
    outcome = examine(take_over, actor, today=scene.today)
    store_outcome(take_over, outcome, edition=draft.edition, today=scene.today)
    return take_over
