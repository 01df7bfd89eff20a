"""Structured data of pages for search engines, in the vocabulary of schema.org.

Each function returns a JSON-LD node as a dict. The `structured_data` template tag adds "@context"
and the publisher.
"""

from urllib.parse import urljoin

from wagtail.models import Page


def build_article(page: Page) -> dict:
    """Return an Article or ScholarlyArticle (https://schema.org/ScholarlyArticle)."""
    node = {
        "@type": "ScholarlyArticle" if page.scholarly else "Article",
        "@id": page.full_url,
        "url": page.full_url,
        "headline": page.title,
        "description": page.search_description or page.standfirst,
        "datePublished": page.date.isoformat(),
        "dateModified": (page.updated_on or page.date).isoformat(),
        "author": [build_person(author["name"], author["page"]) for author in page.authors],
        "keywords": [topic.name for topic in page.topic_list],
        "wordCount": page.word_count,
        "isAccessibleForFree": True,
    }
    if page.hero and (renditions := page.hero.get_renditions_for_size("share")):
        node["image"] = urljoin(page.full_url, renditions[-1].url)
    return {key: value for key, value in node.items() if value not in ("", [])}


def build_profile_page(page: Page) -> dict:
    """Return a ProfilePage about an author (https://schema.org/ProfilePage)."""
    person = build_person(page.title, page) | {
        "jobTitle": page.role,
        "affiliation": page.affiliation and {"@type": "Organization", "name": page.affiliation},
        "description": page.introduction,
        "sameAs": [link.value["url"] for link in page.links],
    }
    if page.orcid:
        person["identifier"] = f"https://orcid.org/{page.orcid}"
    return {
        "@type": "ProfilePage",
        "url": page.full_url,
        "name": page.heading,
        "mainEntity": {key: value for key, value in person.items() if value},
    }


def build_person(name: str, page: Page | None = None) -> dict:
    """Return a Person, with the URL of the author page if there is one."""
    node = {"@type": "Person", "name": name}
    return node | {"@id": page.full_url, "url": page.full_url} if page else node


def build_collection_page(page: Page) -> dict:
    """Return a CollectionPage, which is a titled list of articles."""
    return {"@type": "CollectionPage", "url": page.full_url, "name": page.title}


def build_web_page(page: Page) -> dict:
    return {"@type": "WebPage", "url": page.full_url, "name": page.title}


def build_breadcrumb_list(pages: list[tuple[str, str]]) -> dict:
    """Return a BreadcrumbList of [(name, url)], from the home page down to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(pages, start=1)
        ],
    }
