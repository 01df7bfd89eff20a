"""A Word document becomes a draft article.

The way of a document: `package` opens the file and refuses what is not safe to read; `repair` makes
plain what the reader of Word would pass over; `reading` has it read as HTML, of which `composing`
makes the blocks of a body; `leftovers` names what did not get there; `importing` stores the whole.
"""
