"""The worker process, and the interface of its parent to it."""

import json
import subprocess
import sys
import threading
from concurrent.futures import Future
from typing import Any, Callable, Dict, Optional

from .settings import Settings
from .state import WorkState


class JobFailed(Exception):
    """The job ended without a result."""


class WorkerProcess:
    """
    One process, one job at a time; jobs and results are lines of JSON.

    A process and not a thread: a thread that calls into C and keeps the interpreter lock stops every other thread, health
    included, for as long as the call takes. A process has a lock of its own, and one that is stuck can be killed.

    `subprocess` and not `multiprocessing`, whose start unblocks SIGTERM, and SIGTERM is what the main thread waits for.
    """

    def __init__(self, settings: Settings, state: WorkState, on_death: Callable[[], None]) -> None:
        self._state = state
        self._on_death = on_death
        self._future: Optional["Future[Dict[str, Any]]"] = None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "llm_worker.compute", str(settings.load_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            universal_newlines=True,
        )
        threading.Thread(target=self._receive, name="results", daemon=True).start()

    def submit(self, text: str, seconds: float) -> "Future[Dict[str, Any]]":
        """Submits a job. Call `WorkState.try_begin_job()` first."""
        return self._send({"kind": "compute", "text": text, "seconds": seconds})

    def submit_hang(self) -> None:
        """Submits a job that never ends."""
        self._send({"kind": "hang"})

    def kill(self) -> None:
        self._process.kill()

    def _send(self, job: Dict[str, Any]) -> "Future[Dict[str, Any]]":
        future: "Future[Dict[str, Any]]" = Future()
        # From here on the job cannot be cancelled: the process would continue regardless.
        future.set_running_or_notify_cancel()
        self._future = future
        try:
            print(json.dumps(job), file=self._process.stdin, flush=True)
        except OSError:
            self._end(None, JobFailed("the worker process ended"))
        return future

    def _receive(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            message = json.loads(line)
            if message["kind"] == "loaded":
                self._state.loaded()
            elif message["kind"] == "done":
                self._end(message["result"], None)
            else:
                self._end(None, JobFailed(message["reason"]))
        self._end(None, JobFailed("the worker process ended"))
        self._on_death()

    def _end(self, result: Optional[Dict[str, Any]], error: Optional[Exception]) -> None:
        future, self._future = self._future, None
        if future is None:
            return
        # Idle first: the client may send its next job as soon as it has the response.
        self._state.end_job()
        if error is None:
            future.set_result(result or {})
        else:
            future.set_exception(error)
