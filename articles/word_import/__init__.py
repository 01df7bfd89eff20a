"""Imports a Word document (.docx) as a draft article.

`docx_file` opens the file and rejects one that is not safe to read. `preprocess` rewrites markup
that the converter does not support, `html` converts the document to HTML, and `blocks` builds the
blocks of the body from it. `unsupported` reports the elements that are not converted. `importer`
runs these steps and stores the article.
"""
