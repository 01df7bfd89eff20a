"""A frozen result as JSON-LD, for search engines that index data sets."""

from typing import Any

from polls.results.exports import EXPORT_FORMATS


def build_dataset(result: dict[str, Any]) -> dict[str, Any]:
    """Return a Dataset (https://schema.org/Dataset) with its downloads, as JSON-LD."""
    methodology, frozen = result["methodology"], result["frozen"]
    dates = methodology["field_dates"]
    organization = {"@type": "Organization", "name": methodology["publisher"]}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": frozen["url"],
        "url": frozen["url"],
        "name": f"Poll: {methodology['question']}",
        "description": methodology["text"],
        "creator": organization,
        "publisher": organization,
        "isAccessibleForFree": True,
        "identifier": f"sha256:{frozen['sha256']}",
        "datePublished": frozen["at"],
        "temporalCoverage": f"{(dates['from'] or '..')[:10]}/{(dates['to'] or '..')[:10]}",
        "measurementTechnique": f"Online poll; {methodology['sample']}",
        "variableMeasured": [option["label"] for option in result["options"]],
        "distribution": [
            build_data_download(frozen["url"], extension) for extension in EXPORT_FORMATS
        ],
    }


def build_data_download(result_url: str, extension: str) -> dict[str, str]:
    """Return a DataDownload (https://schema.org/DataDownload) of a result."""
    return {
        "@type": "DataDownload",
        "encodingFormat": EXPORT_FORMATS[extension][0].partition(";")[0],
        "contentUrl": f"{result_url.removesuffix('/')}.{extension}",
    }
