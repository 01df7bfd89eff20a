"""How fast the product is. Nothing of this is part of it: see README.md."""
