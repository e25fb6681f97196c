from llm_worker.health import live_answer, ready_answer
from llm_worker.heartbeat import beat
from llm_worker.settings import Settings
from llm_worker.state import WorkState

settings = Settings.from_environment({"MAX_JOB_SECONDS": "60", "STUCK_MARGIN_SECONDS": "10", "MAX_LOAD_SECONDS": "300"})


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def state_and_clock(loaded: bool = True):
    clock = Clock()
    state = WorkState(settings, clock)
    if loaded:
        state.loaded()
    return state, clock


def test_loading_is_alive_but_not_ready():
    state, _ = state_and_clock(loaded=False)
    assert live_answer(state)[0] == 200
    assert ready_answer(state) == (503, {"status": "unready", "reason": "loading"})


def test_loading_for_too_long_is_stuck():
    state, clock = state_and_clock(loaded=False)
    clock.now += 300
    assert live_answer(state)[0] == 200
    clock.now += 1
    assert live_answer(state)[0] == 503


def test_idle_is_ready():
    state, _ = state_and_clock()
    assert ready_answer(state) == (200, {"status": "ready"})


def test_busy_is_alive_but_takes_no_second_job():
    state, clock = state_and_clock()
    assert state.try_begin_job() is None
    clock.now += 20.5
    assert live_answer(state)[0] == 200
    assert ready_answer(state)[1]["reason"] == "busy"
    assert state.try_begin_job() == "busy"
    assert state.retry_after_seconds() == 40
    state.end_job()
    assert state.try_begin_job() is None


def test_a_job_is_stuck_only_beyond_its_limit_and_the_margin():
    state, clock = state_and_clock()
    state.try_begin_job()
    clock.now += 70
    assert live_answer(state)[0] == 200
    clock.now += 1
    assert live_answer(state) == (503, {"status": "stuck", "reason": "a job takes longer than 70 s"})


def test_an_api_that_misses_three_beats_is_stuck():
    state, clock = state_and_clock()
    state.api_seen()
    clock.now += 30
    assert live_answer(state)[0] == 200
    clock.now += 1
    assert live_answer(state)[0] == 503


def test_draining_is_alive_and_waits_for_the_job_in_hand():
    state, clock = state_and_clock()
    state.try_begin_job()
    state.drain()
    assert live_answer(state)[0] == 200
    assert ready_answer(state)[1]["reason"] == "draining"
    clock.now += 71
    assert state.wait_until_idle() is False
    state.end_job()
    assert state.wait_until_idle() is True


def test_beats_only_when_loaded_and_not_stuck(tmp_path):
    file = tmp_path / "heartbeat"
    here = Settings.from_environment({"HEARTBEAT_FILE": str(file)})
    state, clock = state_and_clock(loaded=False)
    assert not beat(here, state) and not file.exists()
    state.loaded()
    assert beat(here, state) and file.exists()
    state.try_begin_job()
    assert beat(here, state)
    clock.now += 71
    assert not beat(here, state)


def test_a_heartbeat_that_cannot_be_written_does_not_end_the_thread(tmp_path):
    here = Settings.from_environment({"HEARTBEAT_FILE": str(tmp_path / "missing" / "heartbeat")})
    state, _ = state_and_clock()
    assert beat(here, state) is False
