"""The health endpoint, with its own server, thread and port, so that no job and no request delays it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, Tuple

from .settings import Settings
from .state import WorkState


def live_answer(state: WorkState) -> Tuple[int, Dict[str, Any]]:
    """Liveness: 503 only if a restart helps. A busy, loading or draining worker is live."""
    reason = state.stuck_reason()
    return (200, {"status": "live"}) if reason is None else (503, {"status": "stuck", "reason": reason})


def ready_answer(state: WorkState) -> Tuple[int, Dict[str, Any]]:
    """Readiness: whether the worker can receive the next job."""
    reason = state.unready_reason()
    return (200, {"status": "ready"}) if reason is None else (503, {"status": "unready", "reason": reason})


_answers = {"/health/live": live_answer, "/health/ready": ready_answer}


def start_health_server(settings: Settings, state: WorkState) -> ThreadingHTTPServer:
    """
    Binds the port and answers from a thread.

    Raises:
        OSError: the port is already in use.
    """

    class Handler(BaseHTTPRequestHandler):
        # A client that sends no request occupies one thread, for at most this number of seconds.
        timeout = 5

        def do_GET(self) -> None:
            answer = _answers.get(self.path.split("?", 1)[0])
            status, body = (404, {"status": "unknown path"}) if answer is None else answer(state)
            payload = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: a line for each probe would bury the others."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    server = Server((settings.host, settings.health_port), Handler)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
