// Checks the sentence of an action: who, a verb with a product, a date, a proof. Pure: text in, findings out.
// names: organisations in small letters. A finding: {word: key of what to say, found: the words it is about}.

const MONTH =
  "(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|jan|feb|mar|apr|jun|jul|agu|agt|sep|okt|nov|des)";
const DATE = new RegExp(
  [
    `\\b\\d{1,2}\\s+${MONTH}\\b`,
    "\\b\\d{1,2}[/-]\\d{1,2}(?:[/-]\\d{2,4})?\\b",
    `\\b(?:akhir|awal|pertengahan|minggu \\S+|pekan \\S+)?\\s*(?:bulan\\s+)?${MONTH}\\s+\\d{4}\\b`,
    "\\b(?:setiap|tiap)\\s+(?:tanggal\\s+\\d{1,2}|hari\\s+\\w+|senin|selasa|rabu|kamis|jumat|akhir\\s+bulan|bulan|minggu|triwulan)\\b",
    "\\b\\d+\\s+(?:\\([a-z ]+\\)\\s+)?hari\\s+(?:kerja|kalender)?\\s*(?:sejak|setelah|sebelum)\\b",
    "\\b(?:triwulan|semester)\\s+(?:[ivx]+|\\d|pertama|kedua|ketiga|keempat)\\b",
    "\\b(?:apbd(?:-?p|\\s+perubahan)?|rkpd|dpa|renja|tahun\\s+anggaran|ta)\\s+(?:tahun\\s+)?\\d{4}\\b",
    "\\bh[-+]\\d+\\b",
    "\\bakhir\\s+tahun\\s+\\d{4}\\b",
  ].join("|"),
  "i",
);
const PROOF =
  /\b(?:dibuktikan\s+dengan|dengan\s+bukti|bukti(?:\s+dukung)?\s+berupa|disertai|dilampiri|dilengkapi\s+(?:dengan\s+)?(?:berita|laporan|foto|dokumen)|dituangkan\s+dalam|dibuatkan\s+berita\s+acara)\b|\bbukti(?:\s+dukung)?\s*:/i;
const POST =
  /\b(?:sekda|sekretaris\s+daerah|gubernur|wakil\s+gubernur|bupati|wali\s?kota|asisten|inspektorat|sekretariat|kepala\s+(?:dinas|badan|biro|bagian|bidang|seksi|subbagian|sub\s+bagian|kantor|upt|desa)|kabid|kabag|kasubbag|kasubag|kasi|camat|lurah|dinas\s+[a-z]\w+|badan\s+[a-z]\w+|biro\s+[a-z]\w+|bagian\s+[a-z]\w+|pt\s+\w+|bank\s+\w+|(?:seluruh|semua|setiap)\s+(?:opd|perangkat\s+daerah|kabupaten\/kota|kabupaten|kecamatan))\b/i;
const NOBODY =
  /\b(?:(?:opd|dinas|instansi|pihak(?:-pihak)?|unit|perangkat\s+daerah|stakeholders?|pemangku\s+kepentingan)\s+(?:terkait|teknis|yang\s+bersangkutan)|semua\s+pihak|pihak\s+berwenang|kita\s+semua|kita\s+bersama)\b/i;
const WHEN_EVER =
  /\b(?:sesegera\s+mungkin|secepat\s+mungkin|secepatnya|segera|dalam\s+waktu\s+dekat|dalam\s+waktu\s+yang\s+tidak\s+terlalu\s+lama|pada\s+waktunya|bila\s+memungkinkan|nantinya|ke\s+depan(?:nya)?|secara\s+bertahap|tepat\s+waktu|dalam\s+kesempatan\s+pertama)\b/i;
const NO_PRODUCT =
  /\b(?:(?:agar|untuk|harap|mohon|supaya)\s+(?:dapat\s+)?(?:di|mem)perhatikan|menjadi\s+perhatian|(?:di|meng)o?koordinasikan|dikoordinasikan|mengoordinasikan|mengkoordinasikan|berkoordinasi|koordinasi\s+lebih\s+lanjut|dioptimalkan|mengoptimalkan|ditingkatkan|meningkatkan|dimaksimalkan|memaksimalkan|didorong|mendorong|mendukung|diupayakan|mengupayakan|ditindaklanjuti|menindaklanjuti|dipertimbangkan|mempertimbangkan|dikaji\s+lebih\s+lanjut|dipercepat|mempercepat|diperkuat|memperkuat|bersinergi|menyinergikan|mensinergikan|disinergikan|memfasilitasi|difasilitasi|memonitor|dimonitor|memantau|dipantau|mengawal|dikawal|menyikapi|disikapi|memperhatikan)\b/i;
const PRODUCT =
  /\b(?:menyerah|menyusun|mereviu|memasukkan|mencantumkan|menginventarisasi|mendaftarkan|mengaktifkan|menyinkronkan|menyampaikan|melapor|menerbit|menetap|menyelesai|memverifikasi|memvalidasi|memutakhir|membangun|memasang|membayar|menyalur|mencairkan|mengusul|menganggar|mengirim|mengunggah|mendata|menghitung|menyiapkan|menandatangani|membentuk|mengisi|melengkapi|memperbaiki|memadankan|menginput|menyediakan|membagikan|mengembalikan|mengundang|melaksanakan|melakukan|menggelar|mengadakan|menyelenggarakan|mengumpulkan|mencetak|mengganti|mengubah|merevisi|menghapus|memindahkan|mendistribusikan|menugaskan|melatih|memeriksa|mengevaluasi|membuat|mempublikasikan|mengumumkan|menertibkan|membersihkan|diserahkan|disusun|disampaikan|dilaporkan|diterbitkan|ditetapkan|diselesaikan|diverifikasi|dimutakhirkan|dibangun|dipasang|dibayarkan|disalurkan|dicairkan|diusulkan|dianggarkan|dikirim|diunggah|dibentuk|dilengkapi|diperbaiki)\w*/i;
const ASKED =
  /\b(?:agar|supaya|wajib|harus|diminta|dimohon|diharapkan|ditugaskan|menugaskan|meminta|akan|perlu|paling\s+(?:lambat|lama)|selambat-?lambatnya|tenggat|pj|penanggung\s+jawab)\b/i;

// What was done or said already is told, not asked of anybody.
const TOLD =
  /\b(?:telah|sudah|belum|menyampaikan\s+bahwa|melaporkan\s+bahwa|(?:menyampaikan|memberikan)\s+(?:paparan|sambutan|arahan|penjelasan|tanggapan|apresiasi))\b/i;
// A figure to be reached can be checked, whatever the verb.
const FIGURE = /\b(?:menjadi|sebesar|sebanyak|minimal)\s+(?:rp\s*)?\d|\d\s*(?:%|persen\b)/i;

// Whether a line reads like something that someone is to do.
export function looksLikeAction(line, names) {
  if (TOLD.test(line) && !ASKED.test(line)) return false;
  const starts = who(line.slice(0, 60), names) || NOBODY.test(line.slice(0, 60));
  const acts = PRODUCT.test(line) || NO_PRODUCT.test(line);
  return acts && (starts || ASKED.test(line) || WHEN_EVER.test(line));
}

export function checkWording(line, names) {
  const sentence = line.trim();
  if (!sentence) return [];
  return [
    ...checkWho(sentence, names),
    ...checkProduct(sentence),
    ...checkDate(sentence),
    ...(PROOF.test(sentence) ? [] : [{ word: "missingProof", found: "" }]),
  ];
}

function checkWho(sentence, names) {
  const nobody = NOBODY.exec(sentence);
  if (nobody) return [{ word: "vagueWho", found: nobody[0] }];
  return who(sentence, names) ? [] : [{ word: "missingWho", found: "" }];
}

function checkProduct(sentence) {
  const vague = NO_PRODUCT.exec(sentence);
  const measured = PRODUCT.test(sentence) || FIGURE.test(sentence);
  if (vague && !measured) return [{ word: "vagueAct", found: vague[0] }];
  return measured ? [] : [{ word: "missingProduct", found: "" }];
}

function checkDate(sentence) {
  const vague = WHEN_EVER.exec(sentence);
  const dated = DATE.test(sentence);
  if (vague && !dated) return [{ word: "vagueTime", found: vague[0] }];
  return dated ? [] : [{ word: "missingDate", found: "" }];
}

function who(sentence, names) {
  if (POST.test(sentence) && !/^(?:dinas|badan|biro)\s+(?:terkait|teknis)/i.test(sentence)) return true;
  const words = ` ${sentence.toLowerCase().replace(/[^\p{L}\p{N}/&-]+/gu, " ")} `;
  return names.some((name) => name.length > 2 && words.includes(` ${name} `));
}
