"""The API: accepts one job at a time, and returns 503 while it is busy."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from .settings import Settings
from .state import WorkState
from .worker_process import JobFailed, WorkerProcess


class Job(BaseModel):
    text: str = Field(default="", max_length=100_000)
    #: How long to compute.
    seconds: float = Field(gt=0, allow_inf_nan=False)


def create_app(settings: Settings, state: WorkState, worker: WorkerProcess) -> FastAPI:
    async def give_signs_of_life() -> None:
        while True:
            state.api_seen()
            await asyncio.sleep(settings.heartbeat_seconds)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(give_signs_of_life())
        yield
        task.cancel()

    app = FastAPI(title="LLM worker", lifespan=lifespan)

    @app.post("/jobs")
    async def run_job(job: Job) -> Any:
        if job.seconds > settings.max_job_seconds:
            detail = f"seconds is {job.seconds:g}; a job may take {settings.max_job_seconds:g} at most"
            return JSONResponse({"detail": detail}, 422)
        refusal = state.try_begin_job()
        if refusal is not None:
            headers = {"Retry-After": str(state.retry_after_seconds())}
            return JSONResponse({"reason": refusal}, 503, headers)
        try:
            return await asyncio.wrap_future(worker.submit(job.text, job.seconds))
        except JobFailed as error:
            return JSONResponse({"detail": str(error)}, 500)

    if settings.enable_faults:
        from .faults import add_faults

        add_faults(app, state, worker)
    return app
