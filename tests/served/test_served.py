"""What processes that serve the application owe the public: a new release in seconds, and answers without the database."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.served.database import File, database
from tests.served.house import House, ask, within

SECONDS = 5
"""Within which a new release is seen everywhere."""
PUBLISHED = [
    *("/fr/", "/en/", "/fr/about/", "/fr/funding/", "/fr/funding.csv", "/en/indicators/", "/fr/indicators/RES-1/"),
    *("/en/indicators/RES-1.csv", "/fr/partners/map/", "/fr/sitemap/", "/data/indicators/RES-1.json"),
    *("/data/releases/1.json", "/data/releases/latest.json", "/fr/legal/", "/fr/privacy/", "/fr/accessibility/"),
]
LIVE = ["/fr/partners/", "/en/partners/", "/fr/partners/1/", "/fr/chairs/", "/en/calls/"]
PRIVATE = ["/admin/", "/office/commitments/", "/fr/space/"]
FILTERED = ["/fr/partners/?q=a", "/fr/chairs/?on=2025-06-01", "/en/partners/?export=csv"]

DAY_SAID = re.compile(
    r"(n°\s\d, état au|no\. \d, state on|État des enregistrements au|State of the records on) (<time[^>]*>)?\d"
)


@pytest.fixture(scope="module")
def stopped_at_will(tmp_path_factory):
    """A prepared house, and its database, which can be stopped."""
    folder = tmp_path_factory.mktemp("served")
    with database(folder) as (address, server):
        house = House(folder, address)
        house.run("manage.py", "prepare")
        yield house, server
        house.close()


@pytest.fixture
def house(stopped_at_will):
    """The prepared house."""
    return stopped_at_will[0]


@pytest.fixture(scope="module")
def cookie(stopped_at_will):
    """The cookie of an administrator who has signed in."""
    return stopped_at_will[0].sign_in()


@pytest.fixture
def server(stopped_at_will):
    """The database; started again for the next test."""
    yield stopped_at_will[1]
    stopped_at_will[1].start()


def releases_said(worker):
    """The numbers of the releases that pages of a worker are drawn from."""
    texts = [ask(f"{worker}{page}")[1] for page in ("/fr/", "/fr/indicators/RES-1/", "/fr/funding/")]
    return {number for text in texts for number in re.findall(r"Publication n°\s(\d+), état au", text)}


def statuses(worker, addresses, **headers):
    """The status of each address."""
    return {address: ask(f"{worker}{address}", **headers)[0] for address in addresses}


def expected(addresses, status):
    """The same status for each address."""
    return dict.fromkeys(addresses, status)


def test_new_release_is_seen_on_every_worker_within_seconds(house):
    workers = [house.serve(), house.serve()]
    assert [releases_said(worker) for worker in workers] == [{"1"}, {"1"}]
    house.run("manage.py", "publish", "2025-06-30", "--still-true")
    within(SECONDS, lambda: [releases_said(worker) for worker in workers] == [{"2"}, {"2"}])


def test_without_the_database_public_pages_answer_and_private_ones_say_so(house, server, cookie):
    used = house.serve()
    assert statuses(used, PRIVATE[:2], Cookie=cookie) == expected(PRIVATE[:2], 200)
    server.stop()
    for worker in (used, house.serve()):
        assert statuses(worker, [*PUBLISHED, *LIVE]) == expected([*PUBLISHED, *LIVE], 200)
        assert statuses(worker, FILTERED) == expected(FILTERED, 503)
        assert statuses(worker, PRIVATE, Cookie=cookie) == expected(PRIVATE, 503)
        assert statuses(worker, ["/healthz", "/readyz"]) == {"/healthz": 200, "/readyz": 503}
        for address in ("/fr/", "/fr/indicators/RES-1/", *LIVE):
            assert DAY_SAID.search(ask(f"{worker}{address}")[1]), address
    server.start()
    within(30, lambda: ask(f"{used}/office/commitments/", Cookie=cookie)[0] == 200)
    assert statuses(used, FILTERED) == expected(FILTERED, 200)


def test_database_that_lets_wait_does_not_let_the_public_wait(house, server, cookie):
    if isinstance(server, File):
        pytest.skip("a file lets nobody wait")
    worker = house.serve()
    server.stop()
    server.start(mute=True)
    with ThreadPoolExecutor(12) as readers:
        private = [readers.submit(ask, f"{worker}/admin/", Cookie=cookie) for _reader in range(12)]
        assert statuses(worker, PUBLISHED) == expected(PUBLISHED, 200)
        assert [asked.result()[0] for asked in private] == [503] * 12
    assert ask(f"{worker}/admin/", Cookie=cookie)[0] == 503
    server.stop()
