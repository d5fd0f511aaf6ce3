# Built from a version said in full. To pin it to the very bytes, give the digest along:
#   docker build --build-arg PYTHON_IMAGE=python:3.11.15-slim-bookworm@sha256:… .
ARG PYTHON_IMAGE=python:3.11.15-slim-bookworm

FROM ${PYTHON_IMAGE} AS packages
COPY requirements.lock /tmp/
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock

FROM ${PYTHON_IMAGE}
# Reads photographed certificates, on this machine alone; without it the bot asks for a line.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
        tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus tesseract-ocr-eng \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --no-create-home --uid 10001 biliktilik && install -d -m 0700 -o biliktilik /app/var
WORKDIR /app
COPY --from=packages /venv /venv
COPY bot bot
COPY cases cases
COPY handlers handlers
COPY i18n i18n
COPY local_chat local_chat
COPY rules rules
COPY scans scans
COPY storage storage
COPY web web
COPY workbooks workbooks
USER 10001
# All that is written: the SQLite file and the cache of rules in /app/var, the rest in /tmp.
VOLUME /app/var
# A container is reached from outside only where it listens on every address.
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 LISTEN_HOST=0.0.0.0 \
    MPLCONFIGDIR=/tmp/matplotlib HEARTBEAT_FILE=/tmp/heartbeat
EXPOSE 8080
# A stop takes up to 20 s; `docker stop` waits 10 unless it is told: -t 30.
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s \
    CMD ["sh", "-c", "test -n \"$(find /tmp/heartbeat -mmin -1)\""]
CMD ["python", "-m", "bot", "run"]
