"""The programming interface: described, of the shape that is described, kept, and clear about what is not there."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from indicators.catalogue import indicators
from indicators.published import draw_pages
from indicators.texts import told
from tests import make
from tests.drawn import restart
from tests.indicators.test_actions import NOW, REASON, publish

pytestmark = pytest.mark.django_db


def description(client):
    """What can be asked, as it is described."""
    return client.get("/api/openapi.json").json()


def addresses(path, number):
    """The addresses of a path of the description, for a release and for the latest."""
    for release in (number, "latest"):
        for code in indicators():
            yield path.replace("{number}", str(release)).replace("{code}", code)


def faults_of_every_answer(client, number):
    """Where answers have another shape than is described, in words."""
    said = description(client)
    found = []
    for path, asked in said["paths"].items():
        shape = asked["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator(shape | {"components": said["components"]}, format_checker=FormatChecker())
        for address in dict.fromkeys(addresses(path, number)):
            response = client.get(address)
            assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
            found += [
                f"{address}: {fault.json_path} {fault.message}" for fault in validator.iter_errors(response.json())
            ]
    return found


def links_in(answer):
    """Every link of an answer, and of what stands in it."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield from value.values() if key == "links" else links_in(value)
    if isinstance(answer, list):
        for value in answer:
            yield from links_in(value)


def test_description_is_valid(client, launch, settings):
    said = description(client)
    assert list(OpenAPIV31SpecValidator(said).iter_errors()) == []
    assert said["servers"] == [{"url": settings.SITE_ADDRESS}]


def test_every_answer_has_the_shape_that_is_described(client, launch):
    assert faults_of_every_answer(client, 1) == []


def test_every_link_leads_somewhere(client, launch, settings):
    waiting, seen = [f"{settings.SITE_ADDRESS}/api/"], {}
    while waiting:
        link = waiting.pop()
        assert link.startswith(settings.SITE_ADDRESS)
        response = client.get(link.removeprefix(settings.SITE_ADDRESS))
        seen[link] = response.status_code
        if "/api/" in link and not link.endswith("openapi.json"):
            waiting += [found for found in links_in(response.json()) if found not in seen and found not in waiting]
    assert set(seen.values()) == {200}
    assert len(seen) > 40


def test_indicator_is_told_as_the_release_tells_it(client, launch):
    for entry in told(launch.text)["indicators"]:
        answer = client.get(f"/api/releases/1/indicators/{entry['code']}/").json()
        assert answer["indicator"] == entry
        assert answer["release"] == {"number": 1, "day": "2025-05-20", "sha256": launch.sha256, "corrected_by": None}
        series = client.get(f"/api/indicators/{entry['code']}/series/").json()
        assert [series[key] for key in ("series", "targets", "trajectory")] == [
            entry[key] for key in ("series", "targets", "trajectory")
        ]


def test_latest_is_the_newest_to_the_byte(client, launch):
    for rest in ("", "indicators/", "indicators/FIN-0/"):
        assert client.get(f"/api/releases/latest/{rest}").content == client.get(f"/api/releases/1/{rest}").content


def test_corrected_release_says_by_which(client):
    make.programme()
    publish()
    make.observation(value=3)
    publish(reason=REASON)
    releases = client.get("/api/releases/").json()["releases"]
    assert [(row["number"], row["corrected_by"]) for row in releases] == [(2, None), (1, 2)]
    assert {row["published_at"] for row in releases} == {NOW.isoformat()}
    first, second = (client.get(f"/api/releases/{number}/").json() for number in (1, 2))
    assert (first["corrected_by"], second["corrects"], second["reason"]) == (2, 1, REASON.as_json())


@pytest.mark.parametrize(
    "address",
    [
        *("/api/nothing/", "/api/releases/9/", "/api/releases/x/", "/api/releases/1/indicators/NONE-1/"),
        *("/api/releases/latest/indicators/NONE-1/", "/api/indicators/NONE-1/series/", "/api/%00", "/api/releases/0/"),
    ],
)
def test_what_is_not_there_is_said_as_json(client, launch, address):
    response = client.get(address, headers={"accept-language": "en"})
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json() == {
        "type": "about:blank",
        "title": "There is no such thing.",
        "status": 404,
        "detail": "The address leads to nothing published.",
    }


@pytest.mark.parametrize("address", ["/api/", "/api/openapi.json", "/api/releases/latest/", "/api/releases/1/"])
def test_before_the_first_release_there_is_nothing(client, address):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_answers_are_drawn_once_at_publication_and_kept(client, launch, django_assert_num_queries):
    assert draw_pages() == []
    restart()
    with django_assert_num_queries(0):
        for language in ("fr", "en"):
            for path in json.loads(client.get("/api/openapi.json").content)["paths"]:
                for address in dict.fromkeys(addresses(path, 1)):
                    assert client.get(address, headers={"accept-language": language}).status_code == 200
