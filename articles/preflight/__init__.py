"""What would better be mended before an article goes out.

`checks.find_faults` reads an article as it stands in a draft; `gate` holds it back.
"""
