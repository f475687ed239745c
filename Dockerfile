# The image of Kring: built with everything, run with only what it needs, by a user who owns nothing.

FROM python:3.13-slim AS build
WORKDIR /kring
RUN python -m venv /tools && python -m venv /venv
COPY requirements.lock requirements-production.lock ./
RUN /tools/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock \
 && /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements-production.lock
COPY package.json package-lock.json .npmrc ./
COPY frontend frontend
RUN /tools/bin/python frontend/build.py && rm -rf node_modules
COPY . .
RUN for words in locale/*/LC_MESSAGES/*.po; do [ ! -f "$words" ] || /tools/bin/msgfmt -o "${words%.po}.mo" "$words"; done \
 && /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && /venv/bin/python -m compileall -q .

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 KRING_DATA=/data
RUN useradd --system --uid 10001 --no-create-home kring && install -d -o kring /data
COPY --from=build /venv /venv
COPY --from=build /kring /kring
WORKDIR /kring
USER kring
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
