"""The heartbeat file. Its age is the time since the worker was last healthy; a probe reads it without a request to the worker."""

import logging
import threading
from pathlib import Path

from .settings import Settings
from .state import WorkState

log = logging.getLogger(__name__)


def beat(settings: Settings, state: WorkState) -> bool:
    """Touches the file if the worker is loaded and not stuck. Returns whether it did."""
    if not state.is_loaded or state.stuck_reason() is not None:
        return False
    try:
        Path(settings.heartbeat_file).touch()
    except OSError as error:
        # The file becomes too old, and the probe fails. The thread continues, because a full disk may have space again.
        log.error("cannot touch the heartbeat file: %s", error)
        return False
    return True


def start_heartbeat(settings: Settings, state: WorkState) -> None:
    def run() -> None:
        pause = threading.Event()
        while not state.is_loaded:
            pause.wait(min(0.2, settings.heartbeat_seconds))
        while True:
            beat(settings, state)
            pause.wait(settings.heartbeat_seconds)

    threading.Thread(target=run, name="heartbeat", daemon=True).start()
