"""What would better be mended before a page goes out.

`checks.find_faults` reads a page as it stands in a draft; `gate` holds it back.
"""
