"""Faults on demand, for tests of the probes. Only with ENABLE_FAULTS=1."""

import asyncio
import ctypes
import time
from enum import Enum

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from .state import WorkState
from .worker_process import WorkerProcess


class Hang(str, Enum):
    """What hangs."""

    #: The worker process: its job never ends.
    job = "job"
    #: The event loop of the API: a handler makes a blocking call.
    api = "api"
    #: The process as a whole: native code that never gives the interpreter lock back.
    process = "process"


def add_faults(app: FastAPI, state: WorkState, worker: WorkerProcess) -> None:
    @app.post("/hang", status_code=202)
    async def hang(where: Hang = Hang.job) -> JSONResponse:
        if where is Hang.job:
            refusal = state.try_begin_job()
            if refusal is not None:
                return JSONResponse({"reason": refusal}, 503)
            worker.submit_hang()
        else:
            # Only when this answer is on its way.
            block = _block if where is Hang.api else _hold_interpreter_lock
            asyncio.get_running_loop().call_later(0.1, block)
        return JSONResponse({"hangs": where.value}, 202)


def _block() -> None:
    while True:
        time.sleep(3600)


def _hold_interpreter_lock() -> None:
    # PyDLL, unlike CDLL, calls with the lock held.
    libc = ctypes.PyDLL(None)
    while True:
        libc.sleep(3600)
