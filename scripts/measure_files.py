#!/usr/bin/env python3
"""How many words of Word, OpenDocument and PDF files are read in order.

Makes files with LibreOffice, pandoc, Typst, python-docx, ReportLab, WeasyPrint and fpdf2 from texts of our own, reads them
with the example `text` of salient-files, and compares word by word. Makers that are not there are named and left out.

    cargo build --release -p salient-files --example text
    scripts/measure_files.py target/release/examples/text training/gold OUT [FIRST]

FIRST is the number of the first group of texts, to make other files (into another folder).
"""

import difflib
import html
import pathlib
import shutil
import subprocess
import sys
import time

# Below this share of words in order a file is marked, and the exit code is 1.
LEAST = 0.99
# Texts that go into each file, and the words that each has at least.
TEXTS_A_FILE = 5
WORDS = 250


def texts(folder):
    """Paragraphs of each file to be made: a title, then running text."""
    found = [path for path in sorted(pathlib.Path(folder).glob("*.txt")) if len(path.read_text().split()) >= WORDS]
    groups = [found[n : n + TEXTS_A_FILE] for n in range(0, len(found), TEXTS_A_FILE)]
    return [[line.strip() for path in group for line in path.read_text().splitlines() if line.strip()] for group in groups]


def as_html(paragraphs, style=""):
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs[1:])
    return (f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A brief</title><style>{style}</style></head>"
            f"<body><h1>{html.escape(paragraphs[0])}</h1>\n{body}</body></html>")


def office(source, kind, folder):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, source],
                   check=True, capture_output=True, timeout=300)


def libreoffice(kind, html_filter=True):
    def make(paragraphs, out):
        page = out.with_suffix(".html")
        page.write_text(as_html(paragraphs))
        if kind == "pdf":
            # By way of a text document: pages of the web have other line ends.
            between = out.parent / "between"
            office(page, "odt:writer8", between)
            office(between / out.with_suffix(".odt").name, "pdf:writer_pdf_Export", out.parent)
        else:
            office(page, {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8"}[kind], out.parent)
        page.unlink()
    return make


def libreoffice_of_docx(paragraphs, out):
    source = out.with_suffix(".docx")
    python_docx(paragraphs, source)
    office(source, "pdf:writer_pdf_Export", out.parent)


def pandoc(paragraphs, out):
    page = out.with_suffix(".html")
    page.write_text(as_html(paragraphs))
    subprocess.run(["pandoc", page, "-o", out], check=True)
    page.unlink()


def typst(columns):
    def make(paragraphs, out):
        import typst as printer

        # The text goes in as data, so that none of it is taken for markup.
        source = out.with_suffix(".typ")
        quoted = ", ".join('"' + p.replace("\\", "\\\\").replace('"', '\\"') + '"' for p in paragraphs)
        source.write_text(f"#set page(columns: {columns}, header: [Weekly brief], numbering: \"1\")\n#set text(lang: \"en\", size: 10pt)\n"
                          f"#set par(justify: true)\n#for p in ({quoted},) [#p #parbreak()]\n")
        printer.compile(str(source), output=str(out))
        source.unlink()
    return make


def python_docx(paragraphs, out):
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Weekly brief"
    document.sections[0].footer.paragraphs[0].text = "For the desk only"
    document.add_heading(paragraphs[0], 0)
    for paragraph in paragraphs[1:]:
        added = document.add_paragraph()
        for n, word in enumerate(paragraph.split(" ")):
            added.add_run((" " if n else "") + word).bold = n % 7 == 3
    document.save(out)


def reportlab(columns):
    def make(paragraphs, out):
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

        def furniture(canvas, document):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(60, 810, "Weekly brief of the desk")
            canvas.drawString(280, 25, f"Page {document.page}")

        width = (A4[0] - 120 - 18 * (columns - 1)) / columns
        frames = [Frame(60 + n * (width + 18), 60, width, A4[1] - 130, 0, 0, 0, 0) for n in range(columns)]
        styles = getSampleStyleSheet()
        body = styles["BodyText"]
        body.alignment = 4 if columns > 1 else 0
        flow = [Paragraph(html.escape(paragraphs[0]), styles["Heading2"])]
        for paragraph in paragraphs[1:]:
            flow += [Paragraph(html.escape(paragraph), body), Spacer(1, 4)]
        document = BaseDocTemplate(str(out), pagesize=A4)
        document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
        document.build(flow)
    return make


def weasyprint(style):
    def make(paragraphs, out):
        import weasyprint as printer

        printer.HTML(string=as_html(paragraphs, style)).write_pdf(out)
    return make


def fpdf(paragraphs, out):
    import fpdf as maker

    pdf = maker.FPDF()
    pdf.add_page()
    fonts = list(pathlib.Path("/usr/share/fonts").rglob("DejaVuSans.ttf")) or list(pathlib.Path("/usr/share/fonts").rglob("*Sans-Regular.ttf"))
    pdf.add_font("own", "", str(fonts[0]))
    pdf.set_font("own", size=11)
    for paragraph in paragraphs:
        pdf.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(2)
    pdf.output(str(out))


HYPHENS = "body{hyphens:auto;text-align:justify;font-size:11pt} @page{size:A4;margin:2cm;@top-center{content:'Weekly brief'}@bottom-right{content:counter(page)}}"
COLUMNS = "body{columns:2;column-gap:14pt;hyphens:auto;text-align:justify;font-size:9.5pt} h1{column-span:all;font-size:15pt}"
INDENTS = "p{margin:0;text-indent:1.5em} body{font-size:12pt;line-height:1.5}"

MAKERS = [
    ("libreoffice.docx", libreoffice("docx")), ("libreoffice.odt", libreoffice("odt")), ("libreoffice.pdf", libreoffice("pdf")),
    ("libreoffice-of-docx.pdf", libreoffice_of_docx), ("python-docx.docx", python_docx), ("pandoc.docx", pandoc), ("pandoc.odt", pandoc),
    ("typst.pdf", typst(1)), ("reportlab.pdf", reportlab(1)), ("reportlab-columns.pdf", reportlab(2)), ("reportlab-three.pdf", reportlab(3)),
    ("weasyprint.pdf", weasyprint(INDENTS)), ("weasyprint-hyphens.pdf", weasyprint(HYPHENS)), ("weasyprint-columns.pdf", weasyprint(COLUMNS)),
    ("fpdf2.pdf", fpdf), ("libreoffice-2.pdf", libreoffice("pdf")), ("weasyprint-columns-2.pdf", weasyprint(COLUMNS)),
    ("typst-columns.pdf", typst(2)), ("python-docx-2.docx", python_docx), ("weasyprint-hyphens-2.pdf", weasyprint(HYPHENS)),
]


def share(wanted, read):
    """The share of words that are read in order, and the words that are read too many."""
    matcher = difflib.SequenceMatcher(None, wanted, read, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    odd = [(tag, wanted[a:b], read[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return same / max(1, len(wanted)), len(read) - same, odd


def main():
    program, folder, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    groups, low, total, right = texts(folder), 0, 0, 0
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    for n, (name, make) in enumerate(MAKERS):
        paragraphs, path = groups[(first + n) % len(groups)], out / name
        if not path.exists():
            try:
                make(paragraphs, path)
            except (ImportError, FileNotFoundError, subprocess.SubprocessError) as error:
                print(f"{name}: not made: {error}")
                continue
        begun = time.monotonic()
        read = subprocess.run([program, path], capture_output=True, text=True, errors="replace")
        took = time.monotonic() - begun
        wanted = " ".join(paragraphs).split()
        found, extra, odd = share(wanted, read.stdout.split())
        total, right = total + len(wanted), right + found * len(wanted)
        low += found < LEAST
        lines = sum(1 for line in read.stdout.splitlines() if line.strip())
        print(f"{name}: {found:.2%} of {len(wanted)} words, {extra} more, {lines} of {len(paragraphs)} paragraphs, {took * 1000:.0f} ms {read.stderr.strip()}")
        if found < 1 or extra:
            print("   ", *[f"{' '.join(a)!r} → {' '.join(b)!r}" for _, a, b in odd[:4]], sep="\n      ")
    print(f"all: {right / max(1, total):.3%} of {total} words; {low} files below {LEAST:.0%}")
    for left in ["profile", "between"]:
        shutil.rmtree(out / left, ignore_errors=True)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
