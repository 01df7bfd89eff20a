"""What search engines are told of a page, in the words of schema.org.

Each function returns a JSON-LD node as a dict, without "@context" and publisher, which the
site's frame adds to all.
"""

from urllib.parse import urljoin


def article(page):
    """An Article or ScholarlyArticle (https://schema.org/ScholarlyArticle)."""
    node = {
        "@type": "ScholarlyArticle" if page.scholarly else "Article",
        "@id": page.full_url,
        "url": page.full_url,
        "headline": page.title,
        "description": page.search_description or page.standfirst,
        "datePublished": page.date.isoformat(),
        "dateModified": (page.updated_on or page.date).isoformat(),
        "author": [person(author["name"], author["page"]) for author in page.authors],
        "keywords": [topic.name for topic in page.shown_topics],
        "wordCount": page.word_count,
        "isAccessibleForFree": True,
    }
    if page.hero and (renditions := page.hero.in_size("share")):
        node["image"] = urljoin(page.full_url, renditions[-1].url)
    return {key: value for key, value in node.items() if value not in ("", [])}


def profile(page):
    """A ProfilePage about the author (https://schema.org/ProfilePage)."""
    about = person(page.title, page) | {
        "jobTitle": page.role,
        "affiliation": page.affiliation and {"@type": "Organization", "name": page.affiliation},
        "description": page.introduction,
        "sameAs": [link.value["url"] for link in page.links],
    }
    if page.orcid:
        about["identifier"] = f"https://orcid.org/{page.orcid}"
    about = {key: value for key, value in about.items() if value}
    return {"@type": "ProfilePage", "url": page.full_url, "name": page.heading, "mainEntity": about}


def person(name, page=None):
    """A Person, with the address of the author's page if there is one."""
    node = {"@type": "Person", "name": name}
    return node | {"@id": page.full_url, "url": page.full_url} if page else node


def collection(page):
    """A CollectionPage: a list of articles under a title."""
    return {"@type": "CollectionPage", "url": page.full_url, "name": page.title}


def web_page(page):
    """A plain WebPage."""
    return {"@type": "WebPage", "url": page.full_url, "name": page.title}


def breadcrumb(trail):
    """A BreadcrumbList of [(name, url)], from the front page down to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(trail, start=1)
        ],
    }
