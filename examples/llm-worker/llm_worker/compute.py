"""
The work, in place of a model's: real computation that holds the interpreter lock.

One `pow` of large integers is one call into C that keeps the lock until it returns, as native code of many libraries does; no
other Python thread of the process runs meanwhile, however many cores there are.
"""

import hashlib
import json
import os
import signal
import sys
import time
from typing import Any, Dict

_MODULUS = (1 << 4423) - 1
_EXPONENT = (1 << 3217) - 1


def compute(text: str, seconds: float) -> Dict[str, Any]:
    """Computes for a number of seconds of wall time, and returns the digest, the rounds and the seconds."""
    started = time.monotonic()
    number = int.from_bytes(hashlib.sha512(text.encode()).digest(), "big")
    rounds = 0
    while time.monotonic() - started < seconds:
        number = pow(number + rounds, _EXPONENT, _MODULUS)
        rounds += 1
    digest = hashlib.sha256(number.to_bytes(_MODULUS.bit_length() // 8 + 1, "big")).hexdigest()
    return {"digest": digest, "rounds": rounds, "seconds": round(time.monotonic() - started, 3)}


def hang() -> None:
    """A job that never ends: a lock that is never released."""
    while True:
        time.sleep(3600)


def main(load_seconds: float) -> None:
    """The worker process: loads, reports it, then reads one job per line from stdin and writes its result as a line to stdout."""
    # Ctrl-C signals every process of the terminal, but the current job must finish.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    # The output of libraries must not mix with the results.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def answer(message: Dict[str, Any]) -> None:
        print(json.dumps(message), file=answers, flush=True)

    compute("load", load_seconds)
    answer({"kind": "loaded"})
    # Ends with stdin: no process would read the results of an orphan.
    for line in sys.stdin:
        answer(_result_of(json.loads(line)))


def _result_of(job: Dict[str, Any]) -> Dict[str, Any]:
    try:
        if job["kind"] == "hang":
            hang()
        return {"kind": "done", "result": compute(job["text"], job["seconds"])}
    except Exception as error:  # A failed job must not end the worker.
        return {"kind": "failed", "reason": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    main(float(sys.argv[1]))
