"""A frozen result as search engines for data know it."""

from polls.results.exports import FORMATS


def dataset(poll, result):
    """Return a Dataset (https://schema.org/Dataset) with its downloads, as JSON-LD."""
    frozen, method = result["frozen"], result["method"]
    dates = method["field_dates"]
    organization = {"@type": "Organization", "name": method["publisher"]}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": frozen["url"],
        "url": frozen["url"],
        "name": f"Poll: {method['question']}",
        "description": method["text"],
        "creator": organization,
        "publisher": organization,
        "isAccessibleForFree": True,
        "identifier": f"sha256:{frozen['sha256']}",
        "datePublished": frozen["at"],
        "temporalCoverage": f"{(dates['from'] or '..')[:10]}/{(dates['to'] or '..')[:10]}",
        "measurementTechnique": f"Online poll; {method['sample']}",
        "variableMeasured": [row["label"] for row in result["options"]],
        "distribution": [download(frozen["url"], ending) for ending in FORMATS],
    }


def download(address, ending):
    """A DataDownload (https://schema.org/DataDownload) of a result at this address."""
    return {
        "@type": "DataDownload",
        "encodingFormat": FORMATS[ending][0].partition(";")[0],
        "contentUrl": f"{address.removesuffix('/')}.{ending}",
    }
