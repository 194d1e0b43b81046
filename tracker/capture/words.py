"""Words of Indonesian offices: what is a title, a position, a place, an ordinary word."""

# Pattern: everything an office calls a meeting; `Forum Komunikasi Pimpinan Daerah` is a body.
GATHERING = (
    r"(?:[Rr]apat|RAPAT|[Rr]ako\w+|RAKOR|[Rr]apim|[Pp]ertemuan|FGD|[Hh]igh\s+[Ll]evel\s+[Mm]eeting|HLM"
    r"|(?:[Aa]cara|[Kk]egiatan)(?!\s+(?:pasar|panen|bakti|gotong|senam|sosialisasi|pelatihan"
    r"|bimbingan|penanaman|peringatan|lomba|festival|pameran|penyerahan|penyaluran|donor|jalan"
    r"|vaksinasi|imunisasi|belajar|ekonomi|usaha|masyarakat|pembangunan|operasional|pertanian"
    r"|produksi|ekspor|impor|bongkar|pelayanan|perkebunan|pertambangan))"
    r"|[Ff]orum(?!\s+Ko\w+\s+Pimpinan)|[Rr]embu[kg]|[Mm]usr[ea]n?bang|[Mm]ediasi|[Aa]udiensi"
    r"|[Ll]okakarya)"
)

MONTHS = {
    "januari": 1,
    "jan": 1,
    "februari": 2,
    "pebruari": 2,
    "feb": 2,
    "peb": 2,
    "maret": 3,
    "mar": 3,
    "april": 4,
    "apr": 4,
    "mei": 5,
    "mai": 5,
    "juni": 6,
    "jun": 6,
    "juli": 7,
    "jul": 7,
    "agustus": 8,
    "agust": 8,
    "agt": 8,
    "ags": 8,
    "agu": 8,
    "september": 9,
    "sept": 9,
    "sep": 9,
    "oktober": 10,
    "okt": 10,
    "october": 10,
    "november": 11,
    "nopember": 11,
    "nov": 11,
    "nop": 11,
    "desember": 12,
    "des": 12,
    "december": 12,
}
MONTH_NAMES = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
WEEKDAYS = {
    "senin": "monday",
    "selasa": "tuesday",
    "rabu": "wednesday",
    "kamis": "thursday",
    "jumat": "friday",
    "jum'at": "friday",
    "sabtu": "saturday",
    "minggu": "sunday",
    "ahad": "sunday",
}
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}

ABBREVIATIONS = set(
    "dr drs dra drg ir prof h hj hi kh no nomor plt plh pj pjs kab jl jln st sdr sdri yth rp tgl "
    "pkl lt jend kol letkol akbp kompol brigjen irjen kombes apt ns tgk dkk a.n u.b u.p s.d d.a "
    "c.q q.q bp an sd hal sp "
    "pt cv ud pol inf purn bpk lk hlm psl rr tb pdt ust".split()
)
FRONT_TITLES = set(
    "dr drs dra drg ir prof h hj hi kh apt ns tgk kompol akbp akp iptu kombes brigjen irjen komjen "
    "kolonel letkol mayor kapten jenderal letjen mayjen laksamana laksma marsma kol pol tni inf "
    "cba arm kav czi mar bapak ibu pak bu bpk sdr sdri saudara saudari jend tb r rd".split()
)
RANKS = set(
    "drs dra hj akbp kompol kombes brigjen irjen kolonel letkol mayjen letjen laksma iptu "
    "akp".split()
)
ADDRESS = {"bapak", "ibu", "pak", "bu", "bpk", "sdr", "sdri", "saudara", "saudari"}

ACTING = set("plt plh pj pjs pjb penjabat pelaksana".split())
POSITION_HEADS = set(
    "gubernur wagub wakil bupati wabup walikota wali wawali wako wawako sekda sekdaprov sekprov "
    "sekdakab sekdako sekretaris kepala kadis kaban kabiro karo kabid kabag kasubbag kasubag kasi "
    "kasubdit kasubbid asisten staf ketua direktur direktris dirut dirjen dirreskrimsus menteri "
    "mendagri wamendagri menkes mensos mentan menko menkeu mendag menaker wamen inspektur irban "
    "kapolda wakapolda kapolres kapolresta kapolsek danrem dandim pangdam kajati kajari deputi "
    "ass asda asst manajer manager pimpinan anggota camat lurah koordinator komandan kakanwil "
    "presiden rektor kalaksa kalak "
    "dekan general branch pemimpin sekretaris-jenderal sekjen irjen-kemendagri kasat kasatpol "
    "sekertaris sekretris sekretarias gubenur gubernor bupat sekdprov sekdaprop asiten asissten "
    "kapus kepala-perwakilan bendahara penyuluh analis perencana kasdam kasrem wadir karutan "
    "kalapas danlanal danlanud dansat kasatgas jubir komisaris".split()
)
# Words that belong to positions and offices, never to a person's name.
OFFICE_WORDS = set(
    "dinas badan biro balai besar bagian bidang seksi sub subbagian subbidang kantor wilayah "
    "kanwil cabang perwakilan daerah provinsi kabupaten kota kecamatan kelurahan desa umum "
    "pemerintah pemerintahan kesejahteraan rakyat kesra perekonomian ekonomi pembangunan "
    "administrasi hukum politik keuangan aset pendapatan perencanaan penelitian pengembangan "
    "inovasi riset kepegawaian sumber daya manusia sdm organisasi pimpinan pengadaan barang jasa "
    "pendidikan kebudayaan kesehatan tenaga kerja ketenagakerjaan transmigrasi sosial perhubungan "
    "komunikasi informatika statistik kominfo pemuda kepemudaan olahraga perempuan perlindungan "
    "anak pemberdayaan masyarakat perpustakaan kearsipan arsip lingkungan hidup kependudukan "
    "pencatatan sipil keluarga berencana pangan ketahanan tanaman hortikultura perkebunan "
    "pertanian peternakan hewan kelautan perikanan kehutanan energi mineral perindustrian "
    "perdagangan koperasi usaha kecil menengah mikro ukm umkm penanaman modal pelayanan terpadu "
    "satu pintu investasi pariwisata kreatif bina marga konstruksi cipta karya perumahan kawasan "
    "permukiman pengelolaan air pekerjaan penataan ruang pertanahan tata satuan polisi pamong "
    "praja penanggulangan bencana kesatuan bangsa kesbangpol inspektorat sekretariat setda "
    "setdaprov setdakab setdako dprd dpr ri republik indonesia negara nasional pusat kementerian "
    "kemendagri dalam negeri luar agama perwira resor resort sektor komisi i ii iii iv v vi fraksi "
    "tim percepatan penurunan pengendalian inflasi tpid tpps tpid satgas satuan-tugas gugus tugas "
    "penggerak pkk forum koordinasi komando distrik militer kodim korem kodam kejaksaan tinggi "
    "pengadilan lembaga badan-pusat bank bi ojk bps bpjs bpbd bkd bkpsdm bpkad bapenda bappeda "
    "bappelitbangda baperlitbang bapperida brida bpsdm dinkes dinsos dishub disdik disdikbud "
    "disnaker diskominfo diskominfotik disperindag dlh dpmptsp dpmd disdukcapil dispora dkptph "
    "psda bmbk pupr dpupr esdm dkp rsud rsudam uptd upt pdam perum bulog pt persero "
    "teknis teknik program data informasi publik komunikasi-publik sarana prasarana infrastruktur "
    "kewilayahan pembinaan pengawasan evaluasi pelaporan promosi layanan kepesertaan "
    "pembiayaan jaminan unit pelaksana utama muda madya ahli staf gubernur bupati "
    "walikota wali sekda adpim adpem kominfotik pppa pmdt ekbang asn hubungan industrial "
    "distribusi konsumsi produksi neraca pelaksanaan sungai jalan operasi pemeliharaan "
    "fungsional perbendaharaan anggaran akuntansi perpajakan bea cukai karantina meteorologi "
    "klimatologi geofisika universitas institut politeknik fakultas "
    "regional area divisi direktorat jenderal jendral ditjen bangda otda otonomi "
    "rumah sakit sekolah sampah limbah kebersihan pertamanan pemadam kebakaran "
    "penyelamatan ops rena log intel gizi percepatan".split()
)
NAMES_AS_WELL = {"negara", "utama", "muda"}  # behind a first name these may be names
# Capitalised only because they begin a sentence or stand for things, not for people.
ORDINARY = set(
    "rapat rakor rakornas rakorda rapim acara kegiatan pertemuan hal selain dalam pada sementara "
    "menurut untuk dengan dari di ke kepada oleh karena sebab agar bahwa ini itu tersebut yang "
    "saat ketika usai setelah sebelum sedangkan namun tetapi akan sudah telah juga serta dan atau "
    "kami kita mereka ia dia beliau saya para seluruh semua setiap berbagai beberapa lebih "
    "selanjutnya kemudian lalu berikut hasil kesepakatan kesimpulan peserta hadir turut kesempatan "
    "data target capaian angka realisasi inflasi stunting prevalensi opd skpd perangkat instansi "
    "kebijakan langkah upaya pihak forum pemprov pemkab pemkot pemda pembahasan diskusi seperti "
    "antara terkait terhadap melalui sesuai sebagai selaku adapun bahkan apalagi jika bila maka "
    "masih ada tidak bukan belum hanya sangat sekitar hingga sampai sejak mulai bersama guna "
    "pukul jam hari tanggal bulan tahun wib wita wit gedung hotel aula ruang ruangan kompleks "
    "jalan pendopo mari hari semoga sehingga walaupun meski meskipun yakni yaitu misalnya "
    "khususnya terutama pertama kedua ketiga keempat kelima surat nomor undang-undang peraturan "
    "perpres inpres pergub perda permendagri anggaran apbd apbn dana bantuan warga masyarakat "
    "pekerja petani nelayan pengusaha media wartawan tema agenda notulis notulen notula pimpinan "
    "sambutan arahan laporan paparan materi narasumber dokumen evaluasi program lokasi tempat "
    "waktu zoom meeting virtual daring luring tindak lanjut rencana rekomendasi senin selasa rabu "
    "kamis jumat jum'at sabtu minggu ahad januari februari maret april mei juni juli agustus "
    "september oktober november desember kondisi situasi dampak faktor tingkat sisi kunci masalah "
    "permasalahan persoalan kendala tantangan keberhasilan sinergi kolaborasi koordinasi "
    "sebanyak sebesar artinya intinya oleh-karena sebelumnya nantinya akhirnya terakhir ditambah "
    "menyikapi menanggapi menindaklanjuti mengawali membuka menutup memimpin mewakili didampingi "
    "pimpin gelar hadiri buka tinjau ajak minta bahas dihadiri dipimpin dibuka ujar kata tegas "
    "ditemui ditanya dihubungi dikonfirmasi disinggung diketahui ijin "
    "jelas ungkap papar tutup tutur tambah izin mohon senada demikian".split()
)


# Written in capitals as offices are, but no office: money, papers, people, ranks and gelar.
NO_OFFICE = set(
    "OPD SKPD ASN WIB WIT WITA APBD APBN PNS PPPK UMKM UKM CSR NTB NTT DIY DKI DBH DAK DAU KTP TPS "
    "LSM UPTD UPT MBG SDA SDM HAM RPJMD RKPD SPM NIK KPM HLM UCJ RTL SSTP SSOS SKOM SKM SIK SPD "
    "SPT SHUT SAG STP SIP MSI MAP MIP MKES MKM MPD MKOM MAG MHUM MSC MBA MPA MPH MARS DEA CFRA "
    "CGCAE CRMO QIA CHRM AKBP AKP KOMBES KOMPOL IPTU IRJEN BRIGJEN PLT PLH PJS SEKDA KADIS "
    "KABID".split()
)
