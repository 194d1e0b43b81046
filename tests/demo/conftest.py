"""The demonstration, loaded once for all tests that only look at it."""

import pytest

from tests.demo.house import AT, make_house


@pytest.fixture(scope="session")
def house(new_engine, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    folder.chmod(0o700)
    return make_house(new_engine(), folder, at=AT)


@pytest.fixture
def session(house):
    with house.sessions() as session:
        yield session
