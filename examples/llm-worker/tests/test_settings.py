import pytest

from llm_worker.settings import Settings, SettingsError


def test_defaults():
    settings = Settings.from_environment({})
    assert (settings.port, settings.health_port) == (8000, 8001)
    assert (settings.heartbeat_file, settings.heartbeat_seconds) == ("/tmp/heartbeat", 10)
    assert settings.enable_faults is False


def test_names_everything_that_is_wrong():
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"PORT": "99999", "MAX_JOB_SECONDS": "soon", "HEARTBEAT_SECONDS": "nan"})
    assert str(caught.value).splitlines() == [
        "PORT is '99999': it must be a number from 1 to 65535.",
        "HEARTBEAT_SECONDS is 'nan': it must be a number of at least 0.05.",
        "MAX_JOB_SECONDS is 'soon': it must be a number of at least 0.05.",
    ]


def test_the_two_ports_differ():
    with pytest.raises(SettingsError, match="HEALTH_PORT is 8000"):
        Settings.from_environment({"HEALTH_PORT": "8000"})
