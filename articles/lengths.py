"""How long the texts of an article should be, in characters.

Longer ones are no error: they are cut off elsewhere, or nobody reads them to the end.
"""

TITLE = 90
STANDFIRST = 300
TEASER = 200
# Search engines and shared links show about so much.
SEO_TITLE = 60
DESCRIPTION = 160
