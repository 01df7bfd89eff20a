"""The parts of a run: what is started, asked and compared in each."""

import asyncio
import gzip
import subprocess
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from random import Random

from tqdm import tqdm

from benchmarks import request_urls
from benchmarks.cache_misses import measure_misses
from benchmarks.constant import FOLDER as RESPONSES
from benchmarks.environment import FOLDER, run
from benchmarks.growth import measure_growth
from benchmarks.mixed_load import Editor, Readers, summarise, warm_up
from benchmarks.poll_setup import make_poll
from benchmarks.proxies import BARE_VCL, VCL, Nginx, Varnish
from benchmarks.servers import Server, create_temporary_database
from benchmarks.throughput import Target, measure_throughput, read_once

PLAIN = "benchmarks.wsgi:application"
STOCK = {"application": PLAIN, "workers": 1, "DJANGO_SETTINGS_MODULE": "benchmarks.stock.settings"}
CACHED_STOCK = STOCK | {"DJANGO_SETTINGS_MODULE": "benchmarks.stock.cached_settings"}
DJANGO = STOCK | {"DJANGO_SETTINGS_MODULE": "benchmarks.constant.settings"}
BARE = {"application": "benchmarks.constant.bare:application", "workers": 1}
CACHED_PRODUCT = {"workers": 1, "RESPONSE_CACHE_ENABLED": "true"}
UNCACHED_PRODUCT = {"workers": 1, "RESPONSE_CACHE_ENABLED": "false"}
STOCK_LIST = "pages/?type=articles.ArticlePage&limit=20"
# Articles that are published anew in turn, chosen by chance.
EDITED = 24
COMPRESSED = (("Accept-Encoding", "gzip"),)
MIXED_WORKERS = 2
# Of the demo; most articles are by them.
PROLIFIC = ("aurelio-tintero", "benedikt-vellum", "idris-folio")


def versions():
    """Return the versions of what was compared, as they say them themselves."""
    nginx = subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr  # noqa: S607
    varnish = subprocess.run(["varnishd", "-V"], capture_output=True, text=True).stderr  # noqa: S607
    return {
        "wagtail": version("wagtail"),
        "granian": version("granian"),
        "nginx": nginx.strip().rpartition("/")[2],
        "varnish": varnish.partition("varnish-")[2].partition(" ")[0] if VCL.exists() else "",
    }


def cases():
    """Return {case: (path of ours, name of a file with the same bytes, path of stock Wagtail)}."""
    article = request_urls.get_articles(1)[0]
    stock = f"pages/{article.pk}/"
    return {
        "article": (f"/api/v3/pages/{article.pk}/", "article.json", stock),
        "list": ("/api/v3/articles/?limit=20", "list.json", f"{STOCK_LIST}&fields=*"),
        "article in HTML": (request_urls.get_path(article), "article.html", stock),
        "list in HTML": ("/analysis/", "list.html", f"{STOCK_LIST}&fields=*"),
    }


def throughput(plan):
    """Return {"cases": {case: {server: figures}}, "workers": {server: seconds and memory}}."""
    found, folder = {}, FOLDER / "responses"
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        product = stack.enter_context(Server(**CACHED_PRODUCT))
        for path, name, _ in cases().values():
            body = read_once(Target(product.port, path))
            (folder / name).write_bytes(body)
            (folder / f"{name}.gz").write_bytes(gzip.compress(body, 6, mtime=0))
        servers = {"Rostrum": product} | start_others(stack, folder, product)
        number = len(cases()) * len(build_targets(servers, *cases()["article"]))
        with tqdm(
            total=number * (plan["rounds"] + 1), desc="Throughput", unit="", disable=None
        ) as bar:
            for case, known in cases().items():
                found[case] = measure_throughput(
                    build_targets(servers, *known),
                    rounds=plan["rounds"],
                    seconds=plan["seconds"],
                    progress=bar.update,
                )
        workers = {
            name: {"start": each.seconds_to_start, "memory": each.memory()}
            for name, each in servers.items()
            if isinstance(each, Server)
        }
    return {"cases": found, "workers": workers}


def start_others(stack, folder, product):
    """Return {name: server} of what the product is compared with, running."""
    variables = {RESPONSES: str(folder)}
    nginx = Nginx(folder, "/article.json")
    others = {
        "stock Wagtail, v2": Server(**STOCK),
        "stock v2, Django’s cache": Server(**CACHED_STOCK),
        "Django, constant": Server(**DJANGO | variables),
        "granian, constant": Server(**BARE | variables),
        "nginx, static": nginx,
    }
    if VCL.exists():
        path = cases()["article"][0]
        others["Rostrum behind Varnish"] = Varnish(product, path)
        others["Varnish, minimal configuration"] = Varnish(product, path, BARE_VCL)
    running = {name: stack.enter_context(server) for name, server in others.items()}
    return running | {"nginx, static, compressed": nginx}


def build_targets(servers, path, name, stock):
    """Return {server: Target} of one case; stock Wagtail has no HTML of ours but its API."""
    return {
        server: Target(
            each.port,
            choose_path(server, path, f"/{name}", f"/api/v2/{stock}"),
            # As browsers take it, and as Varnish keeps it.
            COMPRESSED if "Varnish" in server or "compressed" in server else (),
        )
        for server, each in servers.items()
    }


def choose_path(server, path, constant, stock):
    if server.startswith("stock"):
        return stock
    return constant if "constant" in server or "static" in server else path


@contextmanager
def running(**servers):
    """Yield {name: Server}, all running at once on one core."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(Server(**given)) for name, given in servers.items()}


def misses(plan):
    """Return the processor time of answers that are built, by name; stock Wagtail’s beside."""
    articles = request_urls.get_articles(plan["misses"])
    detail = [f"/api/v3/pages/{article.pk}/" for article in articles]
    second = [f"/api/v2/pages/{article.pk}/" for article in articles]
    pages = [request_urls.get_path(article) for article in articles]
    with (
        running(ours=UNCACHED_PRODUCT, stock=STOCK) as servers,
        tqdm(desc="Misses", unit="", disable=None) as bar,
    ):
        bar.total = 5 * (plan["rounds"] + 1)
        return measure_misses(
            {
                "Rostrum, article": (servers["ours"], detail),
                "Rostrum, article in HTML": (servers["ours"], pages),
                "stock v3, article": (servers["stock"], detail),
                "stock v3, article with HTML": (
                    servers["stock"],
                    [f"{path}?rich_text_format=html" for path in detail],
                ),
                "stock v2, article": (servers["stock"], second),
            },
            rounds=plan["rounds"],
            progress=bar.update,
        )


def mixed(plan):
    """Return what readers, voters and an editor at once found; two workers serve them."""
    articles = request_urls.get_articles(plan["addresses"] // len(request_urls.URL_PATTERNS))
    known = request_urls.build_article_urls(articles)
    polls = request_urls.BallotGenerator([make_poll(f"mixed-{at}").slug for at in range(5)])
    seconds = 60 * plan["minutes"]
    kept = {"workers": MIXED_WORKERS, "RESPONSE_CACHE_MAX_ENTRIES": str(2 * len(known))}
    with Server(**CACHED_PRODUCT | kept) as server:
        with tqdm(
            total=MIXED_WORKERS * len(known), desc="Warming up", unit="", disable=None
        ) as bar:
            asyncio.run(warm_up(server.port, known, MIXED_WORKERS, bar.update))
        edited = Random(5).sample(articles, min(EDITED, len(articles)))
        editor = Editor([each.pk for each in edited], every=5)
        readers = Readers(server.port, known, polls, editor)
        try:
            asyncio.run(readers.read(plan["rate"], seconds))
        finally:
            editor.stop()
        return summarise(readers.found) | {"memory": server.memory(), "addresses": len(known)}


def growth(plan, name, database):
    """Return the p50 of answers among few and many articles; see `measure_growth`."""
    with create_temporary_database(f"{name}_grown", template=name) as grown:
        run("benchmarks/articles.py", str(plan["grown"]), DATABASE_URL=grown)
        given = {
            "few": CACHED_PRODUCT | {"DATABASE_URL": database},
            "many": CACHED_PRODUCT | {"DATABASE_URL": grown},
        }
        with running(**given) as servers, tqdm(desc="Growth", unit="", disable=None) as bar:
            pages = growing_pages(plan["times"])
            bar.total = len(pages) * plan["times"]
            return measure_growth(servers, pages, times=plan["times"], progress=bar.update)


def growing_pages(times):
    """Return as many addresses of each page, each of which is new to a server.

    Answers to names that pages do not know are not kept.
    """
    articles = request_urls.get_articles(times)
    found = {
        "article": [f"/api/v3/pages/{article.pk}/" for article in articles],
        "article in HTML": [request_urls.get_path(article) for article in articles],
        "list": [f"/api/v3/articles/?limit=20&offset={at}" for at in range(times)],
    }
    pages = {
        "list in HTML": ["/analysis/?"],
        "author": [f"/blogs/{name}/?" for name in PROLIFIC],
        "audience": ["/researchers/?", "/business/?"],
        "search": [f"/search/?q={words.replace(' ', '+')}&" for words in request_urls.SEARCHES],
    }
    return found | {
        page: [f"{paths[at % len(paths)]}reader={at}" for at in range(times)]
        for page, paths in pages.items()
    }
