"""An example of a paper, with every sort of thing that papers hold, to try a template with."""

SAMPLE = """<!doctype html>
<html lang="id"><head><title>Contoh naskah</title><meta name="author" content="Biro Contoh"></head>
<body>
<p class="security restricted">TERBATAS</p>
<header><div class="names"><p class="government">PEMERINTAH PROVINSI CONTOH</p>
<p class="office">SEKRETARIAT DAERAH</p><p class="address">Jalan Contoh Nomor 1</p></div></header>
<div class="rule"></div>
<h1>CONTOH NASKAH</h1>
<table class="facts letter-head">
<tr><th scope="row">Nomor</th><td>:</td><td>000.1.5/1/CONTOH/2026</td></tr>
<tr><th scope="row">Hal</th><td>:</td><td>Contoh hal</td></tr></table>
<h2>Bagian</h2><h3>A. Subbagian</h3>
<p class="paragraph">Contoh alinea dengan <strong>kata tebal</strong>.</p>
<ol><li>Butir pertama</li><li>Butir kedua<ul><li>Anak butir</li></ul></li></ol>
<table class="grid"><thead><tr><th scope="col">No.</th><th scope="col">Uraian</th></tr></thead>
<tbody><tr><td class="number">1</td><td>Contoh baris</td></tr></tbody></table>
<div class="closing"><div class="signature"><p>KEPALA BIRO CONTOH,</p><p class="mark"></p>
<p class="name">Nama Contoh</p></div></div>
<div class="copies"><p>Tembusan:</p><ol><li>Gubernur Contoh</li></ol></div>
<p class="annex">LAMPIRAN<br>Nomor: 1</p><h2 class="annex-title">DAFTAR CONTOH</h2>
<ol class="invited"><li>Kepala Dinas Contoh</li></ol>
</body></html>"""
