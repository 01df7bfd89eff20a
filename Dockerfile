# The image of the site, see docs/operations.md. It contains no secrets; variables configure it.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never \
    PATH=/site/.venv/bin:$PATH \
    # Static files belong to the release and are in its image; media are in a volume.
    STATIC_DIR=/site/static VAR_DIR=/var/lib/rostrum

RUN pip install --no-cache-dir "uv>=0.13,<0.14" \
    && useradd --system --uid 10001 rostrum \
    && install --directory --owner=rostrum /var/lib/rostrum

WORKDIR /site
# Dependencies change less often than the code.
COPY pyproject.toml .python-version ./
RUN uv sync --no-dev --no-cache

COPY . .
RUN SECRET_KEY=only-for-this-command python manage.py collectstatic --no-input

USER rostrum
VOLUME /var/lib/rostrum
EXPOSE 8000
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["granian", "project.wsgi:application", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "--workers-kill-timeout", "30"]
