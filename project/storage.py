"""Storage of media in an S3-compatible object store."""

from contextlib import contextmanager

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

# In seconds. Fail fast when the store is down, so that threads do not pile up.
CONNECT_TIMEOUT, READ_TIMEOUT = 2, 20


@contextmanager
def raise_os_errors():
    """Raise errors of the store as OSError, which Wagtail handles as a missing file."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


class ObjectStorage(S3Storage):
    """Never overwrites a file. The bucket's policy decides what is public."""

    def get_default_settings(self):
        return super().get_default_settings() | {"file_overwrite": False}

    def __init__(self, **options):
        # Stores other than Amazon S3 have one host for all buckets and lack newer checksums.
        addressing_style = "path" if options.get("endpoint_url") else "auto"
        options["client_config"] = Config(
            signature_version="s3v4",
            s3={"addressing_style": addressing_style},
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=READ_TIMEOUT,
            retries={"total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(**options)

    def _open(self, name, mode="rb"):
        with raise_os_errors():
            return super()._open(name, mode)

    def _save(self, name, content):
        with raise_os_errors():
            return super()._save(name, content)

    def exists(self, name):
        with raise_os_errors():
            return super().exists(name)

    def delete(self, name):
        with raise_os_errors():
            super().delete(name)
