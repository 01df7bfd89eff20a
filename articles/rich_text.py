"""What rich text may hold, everywhere on the site."""

FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link", "document-link"]
