"""Results as files, and how to cite them."""

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
from polls.results.closing import freeze
from polls.voting.ballots import cast_ballot
from tests.factories import PollFactory

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "Plain"]


@pytest.fixture
def poll(db):
    """A closed and frozen poll, with labels that a spreadsheet would run."""
    poll = PollFactory(slug="risky", question="Which sum? {50 %} & Obregón", options=HOSTILE)
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32))
    Poll.objects.update(closes_at=timezone.now(), visibility="always")
    poll = Poll.objects.whole().get()
    freeze(poll)
    return poll


@pytest.fixture
def get(client, poll):
    def get(name):
        answer = client.get(f"{poll.get_absolute_url()}{name}")
        assert answer.status_code == 200
        return answer

    return get


def test_no_cell_of_the_csv_is_a_formula(get):
    rows = list(csv.reader(io.StringIO(get("results.csv").content.decode("utf-8-sig"))))

    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert ["1", "'=1+1", "1", "100"] in rows


def test_no_cell_of_the_xlsx_is_a_formula(get):
    sheet = load_workbook(io.BytesIO(get("results.xlsx").content)).active

    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s", "n"}
    assert "'=1+1" in [cell.value for row in sheet for cell in row]


def test_the_json_is_the_frozen_record(get, poll):
    answer = get("results.json")

    assert hashlib.sha256(answer.content).hexdigest() == poll.frozen.sha256
    assert json.loads(answer.content)["options"][0]["votes"] == 1


@pytest.mark.parametrize("name", ["results.csv", "results.xlsx", "results.json", "cite.bib"])
def test_a_file_comes_under_the_name_of_its_poll(get, name):
    assert 'filename="risky' in get(name).headers["Content-Disposition"]


def test_bibtex_is_read_by_a_reference_manager(get, poll):
    [entry] = bibtexparser.parse_string(get("cite.bib").content.decode()).entries

    assert entry.entry_type == "misc"
    assert "Obreg" in entry["title"]
    assert r"\%" in entry["title"]
    assert entry["url"].endswith("/polls/risky/results/")
    assert poll.frozen.sha256 in entry["note"]


def test_ris_is_read_by_a_reference_manager(get):
    text = get("cite.ris").content.decode()
    [record] = rispy.loads(text)

    assert text.startswith("TY  - DATA")
    assert record["title"] == "Which sum? {50 %} & Obregón"
    assert record["urls"][0].endswith("/polls/risky/results/")


def test_the_page_says_how_to_cite(get, poll):
    page = get("results/").text

    assert "How to cite" in page
    assert poll.frozen.sha256 in page


def test_the_page_describes_a_dataset(get, poll):
    page = get("results/").text
    text = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    data = json.loads(text)

    assert data["@type"] == "Dataset"
    assert data["identifier"] == f"sha256:{poll.frozen.sha256}"
    assert [each["contentUrl"].rpartition(".")[2] for each in data["distribution"]] == [
        "csv",
        "xlsx",
        "json",
    ]


def test_an_open_poll_is_not_cited(client, db):
    poll = PollFactory(visibility="always")

    assert client.get(f"{poll.get_absolute_url()}cite.bib").status_code == 404
