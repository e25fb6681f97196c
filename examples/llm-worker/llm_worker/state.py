"""The state of the worker, and whether it is live and ready."""

import math
import threading
import time
from typing import Callable, Optional

from .settings import Settings


class WorkState:
    """State that all threads share. Health reads it without waiting for a job."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._changed = threading.Condition()
        self._load_started = clock()
        self._loaded = False
        self._job_started: Optional[float] = None
        self._api_seen: Optional[float] = None
        self._draining = False

    # -- Events ---------------------------------------------------------------

    def loaded(self) -> None:
        with self._changed:
            self._loaded = True

    def try_begin_job(self) -> Optional[str]:
        """Reserves the worker for a job. Returns the reason if it is not ready, otherwise None."""
        with self._changed:
            refusal = self._unready_reason()
            if refusal is None:
                self._job_started = self._clock()
            return refusal

    def end_job(self) -> None:
        with self._changed:
            self._job_started = None
            self._changed.notify_all()

    def drain(self) -> None:
        with self._changed:
            self._draining = True

    def api_seen(self) -> None:
        with self._changed:
            self._api_seen = self._clock()

    # -- Derived state --------------------------------------------------------

    @property
    def is_loaded(self) -> bool:
        with self._changed:
            return self._loaded

    def stuck_reason(self) -> Optional[str]:
        """The reason why only a restart helps, or None. A busy worker is not stuck."""
        with self._changed:
            return self._stuck_reason()

    def unready_reason(self) -> Optional[str]:
        """The reason why the worker accepts no job now, in one word, or None."""
        with self._changed:
            return self._unready_reason()

    def retry_after_seconds(self) -> int:
        """Seconds after which a client can retry: the current job ends within its limit."""
        with self._changed:
            if self._job_started is None:
                return 1
            rest = self._job_started + self._settings.max_job_seconds - self._clock()
            return max(1, math.ceil(rest))

    def wait_until_idle(self) -> bool:
        """Waits for the current job. Returns False if the worker is stuck."""
        with self._changed:
            while self._job_started is not None:
                if self._stuck_reason() is not None:
                    return False
                # The clock moves without a notification.
                self._changed.wait(0.1)
            return self._stuck_reason() is None

    # -- Both are called with the lock held ------------------------------------

    def _stuck_reason(self) -> Optional[str]:
        now = self._clock()
        settings = self._settings
        if not self._loaded and now - self._load_started > settings.max_load_seconds:
            return f"loading takes longer than {settings.max_load_seconds:g} s"
        if self._job_started is not None:
            limit = settings.max_job_seconds + settings.stuck_margin_seconds
            if now - self._job_started > limit:
                return f"a job takes longer than {limit:g} s"
        if self._api_seen is not None and now - self._api_seen > settings.api_stall_seconds:
            return f"the API has not run for {settings.api_stall_seconds:g} s"
        return None

    def _unready_reason(self) -> Optional[str]:
        if self._draining:
            return "draining"
        if self._stuck_reason() is not None:
            return "stuck"
        if not self._loaded:
            return "loading"
        if self._job_started is not None:
            return "busy"
        return None
