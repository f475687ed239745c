"""How the web server runs: a few processes, threads in each, and nothing in its log but greetings."""

from os import environ

from config import logs

bind = f"{environ.get('HOST', '127.0.0.1')}:{environ.get('PORT', '8000')}"
workers = int(environ.get("KRING_WEB_PROCESSES", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 5
max_requests = 5000
max_requests_jitter = 500
preload_app = False  # a pool of connections must not be shared by a fork
accesslog = None
logconfig_dict = logs.GUNICORN
control_socket_disable = True
