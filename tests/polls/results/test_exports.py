"""Results as files, and their citations."""

import csv
import hashlib
import io
import json
import secrets

import bibtexparser
import pytest
import rispy
from django.utils import timezone
from openpyxl import load_workbook

from polls.models import Poll
from polls.results.closing import freeze_result
from polls.voting.ballots import cast_ballot
from tests.factories import PollFactory

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "Plain"]


@pytest.fixture
def poll(db):
    """A closed and frozen poll, with labels that a spreadsheet would run."""
    poll = PollFactory(slug="risky", question="Which sum? {50 %} & Obregón", options=HOSTILE)
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32))
    Poll.objects.update(closes_at=timezone.now(), visibility="always")
    poll = Poll.objects.for_display().get()
    freeze_result(poll)
    return poll


@pytest.fixture
def get(client, poll):
    def get(name):
        response = client.get(f"{poll.get_absolute_url()}{name}")
        assert response.status_code == 200
        return response

    return get


def test_csv_contains_no_formulas(get):
    rows = list(csv.reader(io.StringIO(get("results.csv").content.decode("utf-8-sig"))))

    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert ["1", "'=1+1", "1", "100"] in rows


def test_xlsx_contains_no_formulas(get):
    sheet = load_workbook(io.BytesIO(get("results.xlsx").content)).active

    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s", "n"}
    assert "'=1+1" in [cell.value for row in sheet for cell in row]


def test_json_is_frozen_record(get, poll):
    response = get("results.json")

    assert hashlib.sha256(response.content).hexdigest() == poll.frozen.sha256
    assert json.loads(response.content)["options"][0]["votes"] == 1


@pytest.mark.parametrize("name", ["results.csv", "results.xlsx", "results.json", "cite.bib"])
def test_filename_contains_slug(get, name):
    assert 'filename="risky' in get(name).headers["Content-Disposition"]


def test_bibtex_is_valid(get, poll):
    [entry] = bibtexparser.parse_string(get("cite.bib").content.decode()).entries

    assert entry.entry_type == "misc"
    assert "Obreg" in entry["title"]
    assert r"\%" in entry["title"]
    assert entry["url"].endswith("/polls/risky/results/")
    assert poll.frozen.sha256 in entry["note"]


def test_ris_is_valid(get):
    text = get("cite.ris").content.decode()
    [record] = rispy.loads(text)

    assert text.startswith("TY  - DATA")
    assert record["title"] == "Which sum? {50 %} & Obregón"
    assert record["urls"][0].endswith("/polls/risky/results/")


def test_page_shows_citation(get, poll):
    page = get("results/").text

    assert "How to cite" in page
    assert poll.frozen.sha256 in page


def test_page_contains_dataset(get, poll):
    page = get("results/").text
    text = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    data = json.loads(text)

    assert data["@type"] == "Dataset"
    assert data["identifier"] == f"sha256:{poll.frozen.sha256}"
    assert [file["contentUrl"].rpartition(".")[2] for file in data["distribution"]] == [
        "csv",
        "xlsx",
        "json",
    ]


def test_open_poll_has_no_citation(client, db):
    poll = PollFactory(visibility="always")

    assert client.get(f"{poll.get_absolute_url()}cite.bib").status_code == 404
