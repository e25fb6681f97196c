"""
The counterexample: the same work, with health on the event loop that does the work.

`python -m llm_worker.blocking`. Nothing here looks wrong, and under light load nothing is. While a job computes, the loop runs
nothing else: health gets no answer, and the kubelet kills the process that works hardest.
"""

import os
from typing import Any, Dict

import uvicorn
from fastapi import FastAPI

from .api import Job
from .compute import compute

app = FastAPI(title="LLM worker that blocks")


@app.get("/health/live")
async def live() -> Dict[str, str]:
    return {"status": "live"}


@app.get("/health/ready")
async def ready() -> Dict[str, str]:
    return {"status": "ready"}


@app.post("/jobs")
async def run_job(job: Job) -> Dict[str, Any]:
    return compute(job.text, job.seconds)


if __name__ == "__main__":
    uvicorn.run(
        app,
        host=os.environ.get("HOST", "0.0.0.0"),
        port=int(os.environ.get("PORT", "8000")),
        access_log=False,
    )
