"""Settings from environment variables. The name of each number contains its unit."""

import math
from dataclasses import dataclass
from typing import Callable, List, Mapping


class SettingsError(Exception):
    """Environment variables have invalid values; the message lists all of them."""


@dataclass(frozen=True)
class Settings:
    host: str
    port: int
    #: Port of the health endpoint, which has its own server.
    health_port: int
    heartbeat_file: str
    heartbeat_seconds: float
    #: Maximum duration of a job. A longer job is stuck.
    max_job_seconds: float
    #: Time after its maximum duration at which a job counts as stuck.
    stuck_margin_seconds: float
    #: Simulated duration of the model load.
    load_seconds: float
    #: Maximum duration of the load. A longer load is stuck.
    max_load_seconds: float
    enable_faults: bool

    @property
    def api_stall_seconds(self) -> float:
        """Time after which a silent event loop of the API is stuck: three heartbeats."""
        return 3 * self.heartbeat_seconds

    @staticmethod
    def from_environment(environment: Mapping[str, str]) -> "Settings":
        problems: List[str] = []

        def seconds(name: str, default: float, minimum: float = 0.0) -> float:
            return _number(environment, name, default, minimum, math.inf, float, problems)

        def port(name: str, default: int) -> int:
            return int(_number(environment, name, default, 1, 65_535, int, problems))

        settings = Settings(
            host=environment.get("HOST", "0.0.0.0"),
            port=port("PORT", 8000),
            health_port=port("HEALTH_PORT", 8001),
            heartbeat_file=environment.get("HEARTBEAT_FILE", "/tmp/heartbeat"),
            heartbeat_seconds=seconds("HEARTBEAT_SECONDS", 10, 0.05),
            max_job_seconds=seconds("MAX_JOB_SECONDS", 60, 0.05),
            stuck_margin_seconds=seconds("STUCK_MARGIN_SECONDS", 10),
            load_seconds=seconds("LOAD_SECONDS", 0),
            max_load_seconds=seconds("MAX_LOAD_SECONDS", 300, 0.05),
            enable_faults=environment.get("ENABLE_FAULTS") == "1",
        )
        if settings.port == settings.health_port:
            problems.append(f"HEALTH_PORT is {settings.port}, and so is PORT: give each its own.")
        if problems:
            raise SettingsError("\n".join(problems))
        return settings


def _number(
    environment: Mapping[str, str],
    name: str,
    default: float,
    minimum: float,
    maximum: float,
    parse: Callable[[str], float],
    problems: List[str],
) -> float:
    text = environment.get(name)
    if text is None:
        return default
    try:
        value = parse(text)
    except ValueError:
        value = math.nan
    # Not a number is in no range.
    if minimum <= value <= maximum and math.isfinite(value):
        return value
    allowed = f"of at least {minimum:g}" if math.isinf(maximum) else f"from {minimum:g} to {maximum:g}"
    problems.append(f"{name} is {text!r}: it must be a number {allowed}.")
    return default
