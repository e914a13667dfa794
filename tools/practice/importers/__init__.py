"""Case studies out of files that people have already: Word, OpenDocument, HTML, Markdown and
spreadsheets.

A file goes through these steps: `opening` (what is it, and is it safe to read), `pandoc` or
`spreadsheets` (its parts), `mapper` (what belongs to which question), and
`practice.content.serializer`, which writes the case study. Nothing that stands in a file is lost:
`completeness` compares its words with what came out.
"""
