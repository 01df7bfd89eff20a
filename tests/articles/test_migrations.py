"""What becomes of content that was written before."""

from importlib import import_module

WrapValues = import_module("articles.migrations.0004_address_blocks").WrapValues


def test_texts_and_polls_of_before_become_blocks_with_parts():
    body = [
        {"type": "paragraph", "value": "<p>Words</p>", "id": "a"},
        {"type": "poll", "value": 7, "id": "b"},
        {"type": "heading", "value": {"text": "Section", "level": "2"}, "id": "c"},
    ]

    assert WrapValues().apply(body) == [
        {"type": "paragraph", "value": {"text": "<p>Words</p>"}, "id": "a"},
        {"type": "poll", "value": {"poll": 7}, "id": "b"},
        body[2],
    ]
