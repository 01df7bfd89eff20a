"""The demo site: its content as readable files, and what loads them."""
