"""`uv run benchmarks/articles.py NUMBER`: fill the database at DATABASE_URL with articles."""

import argparse
import os
import sys
from pathlib import Path

import django
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
# Python looks first beside a script, where `polls.py` would stand for the app of that name.
sys.path[0] = str(ROOT)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, help="how many articles there are to be")
    number = parser.parse_args().number
    from benchmarks.environment import set_up

    set_up(os.environ["DATABASE_URL"])
    django.setup()
    fill(number)


def fill(number):
    """Make what is missing: tables, the demo site, sizes of pictures, articles."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from articles.images import RENDITION_SPECS
    from articles.models import CustomImage
    from benchmarks.content import ContentGenerator
    from home.demo.content import DemoContent

    DemoContent().load()
    pictures = [*CustomImage.objects.prefetch_renditions(*RENDITION_SPECS)]
    for picture in tqdm(pictures, "Pictures", unit="", leave=False, disable=None):
        picture.get_renditions(*RENDITION_SPECS)
    library = ContentGenerator()
    with tqdm(desc="Articles", total=number, initial=library.number, unit="", disable=None) as bar:
        library.grow_to(number, bar.update)


if __name__ == "__main__":
    main()
