"""The least a paper has that can be signed: a page, the address beside the code, tags."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

A4 = (595, 842)


def signable_pdf(link):
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=A4)
        action = Dictionary(S=Name.URI, URI=String(link))
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([85, 300, 280, 310]), A=action
        )
        page.obj.Annots = Array([pdf.make_indirect(note)])
        whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        tree = Dictionary(Type=Name.StructTreeRoot, K=Array([whole]))
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array()))
        pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
        whole.P = pdf.Root.StructTreeRoot
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()
