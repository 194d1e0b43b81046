"""Verbs that report speech, and those that lay a duty on somebody."""

from difflib import get_close_matches

DIRECTIVES = set(
    "meminta menginstruksikan mengintruksikan memerintahkan menugaskan mengarahkan mewajibkan "
    "minta menugasi".split()
)
REPORTS = set(
    "mengatakan menyampaikan menekankan menegaskan menjelaskan menyebut menyebutkan mengungkap "
    "mengungkapkan memaparkan menambahkan menyoroti menuturkan menerangkan mengingatkan berharap "
    "mengharapkan mengajak mengapresiasi menyatakan menilai mengaku mengakui mengimbau menghimbau "
    "mendorong melaporkan mengusulkan menyarankan membeberkan memastikan menggarisbawahi berpesan "
    "mengemukakan menyayangkan mengeluhkan mencontohkan menyinggung mempertanyakan mengucapkan "
    "merinci menguraikan menanggapi mengklaim mengkhawatirkan menyambut menargetkan memperkirakan "
    "mengusul menyarankan memaklumi menggambarkan".split()
) | {"memberi arahan", "memberikan arahan"}


def verb_of_saying(word: str) -> str | None:
    """The verb of saying this word is, also with a slip of the pen (`mengtakan`)."""
    if word in REPORTS or word in DIRECTIVES:
        return word
    if len(word) < 8:
        return None
    close = get_close_matches(word, REPORTS | DIRECTIVES, 1, 0.93)
    return close[0] if close and close[0][0] == word[0] and len(close[0]) > len(word) else None
