"""The demo site: its content in text files, and the code that loads them."""
