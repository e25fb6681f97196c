"""
Starts everything, waits for the signal to stop, finishes the current job, exits.

The main thread does nothing but wait: API, health and heartbeat have a thread each, and the work has a process.
"""

import logging
import os
import signal
import sys
import threading

import uvicorn

from .api import create_app
from .health import start_health_server
from .heartbeat import start_heartbeat
from .settings import Settings, SettingsError
from .state import WorkState
from .worker_process import WorkerProcess

log = logging.getLogger("llm_worker")

_stop_signals = {signal.SIGTERM, signal.SIGINT}
#: Time for the response of the last job to be sent.
_close_seconds = 5


def main() -> int:
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(levelname)s %(message)s")
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2

    # Before any thread or process starts, so that each inherits the mask. The signal then waits for sigwait(); process 1 of a
    # container receives it in the same way.
    signal.pthread_sigmask(signal.SIG_BLOCK, _stop_signals)
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        os.kill(os.getpid(), signal.SIGTERM)

    state = WorkState(settings)
    try:
        start_health_server(settings, state)
    except OSError as error:
        print(f"HEALTH_PORT {settings.health_port}: {error}", file=sys.stderr)
        return 1
    worker = WorkerProcess(settings, state, on_death=fail)
    start_heartbeat(settings, state)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(settings, state, worker),
            host=settings.host,
            port=settings.port,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=_close_seconds,
        )
    )

    def serve() -> None:
        # uvicorn handles signals only in the main thread, and raises SystemExit if the port is already in use.
        try:
            server.run()
        finally:
            if not server.should_exit:
                fail()

    api = threading.Thread(target=serve, name="api", daemon=True)
    api.start()

    signal.sigwait(_stop_signals)
    state.drain()
    log.info("draining")
    finished = state.wait_until_idle()
    if finished:
        server.should_exit = True
        api.join(_close_seconds + 1)
    # Computed before the kill, which is not a failure.
    well = finished and not failed.is_set()
    log.info("bye" if well else f"not well: {state.stuck_reason() or 'a part of it ended'}")
    worker.kill()
    return 0 if well else 1


if __name__ == "__main__":
    code = main()
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    # Not sys.exit(): it would wait for a thread that is stuck.
    os._exit(code)
