"""Media in an object store that speaks S3."""

from contextlib import contextmanager

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

# In seconds: a store that is down is an error soon, not a thread that waits for it.
CONNECT, READ = 2, 20


@contextmanager
def as_of_a_disk():
    """Raise what the store refuses as an OSError: pages do without a file that cannot be read."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


class ObjectStorage(S3Storage):
    """Keeps every file under a name of its own; nothing is readable but as the bucket says."""

    def get_default_settings(self):
        return super().get_default_settings() | {"file_overwrite": False}

    def __init__(self, **options):
        # A store other than Amazon's has one host for all buckets, and knows no newer checksums.
        style = "path" if options.get("endpoint_url") else "auto"
        options["client_config"] = Config(
            signature_version="s3v4",
            s3={"addressing_style": style},
            connect_timeout=CONNECT,
            read_timeout=READ,
            retries={"total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(**options)

    def _open(self, name, mode="rb"):
        with as_of_a_disk():
            return super()._open(name, mode)

    def _save(self, name, content):
        with as_of_a_disk():
            return super()._save(name, content)

    def exists(self, name):
        with as_of_a_disk():
            return super().exists(name)

    def delete(self, name):
        with as_of_a_disk():
            super().delete(name)
