FROM python:3.11-slim AS packages
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 biliktilik && mkdir -p /app/var && chown biliktilik /app/var
WORKDIR /app
COPY --from=packages /venv /venv
COPY bot bot
COPY cases cases
COPY handlers handlers
COPY i18n i18n
COPY local_chat local_chat
COPY rules rules
COPY storage storage
COPY workbooks workbooks
USER biliktilik
VOLUME /app/var
# A container is reached from outside only where it listens on every address.
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 LISTEN_HOST=0.0.0.0
EXPOSE 8080
# A stop takes up to 20 s; `docker stop` waits 10 unless it is told: -t 30.
CMD ["python", "-m", "bot", "run"]
