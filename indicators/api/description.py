"""The description of the programming interface, in the terms of OpenAPI 3.1."""

from indicators.api.schemas import SCHEMAS, named

VERSION = "1.0.0"
NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "description": "The number of a release, or `latest`.",
    "schema": {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "latest"}]},
    "example": "latest",
}
CODE = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "The code of an indicator.",
    "schema": {"type": "string"},
    "example": "RES-1",
}
PATHS = {
    "/api/": ("start", "Where to begin.", "Front", ()),
    "/api/releases/": ("releases", "All releases, the newest first.", "Releases", ()),
    "/api/releases/{number}/": ("release", "A release, its place in the chain, and its files.", "Release", (NUMBER,)),
    "/api/releases/{number}/indicators/": ("indicators", "All indicators of a release.", "Indicators", (NUMBER,)),
    "/api/releases/{number}/indicators/{code}/": (
        "indicator",
        "All that a release says of an indicator.",
        "IndicatorDetail",
        (NUMBER, CODE),
    ),
    "/api/indicators/{code}/series/": (
        "series",
        "The values of an indicator at each release so far.",
        "Series",
        (CODE,),
    ),
}
"""What is answered, by address: the name of the question, what it is, the shape of the answer, the parameters."""


def description(release, site):
    """The description. `release`: the latest one; `site`: where readers find the site."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{release['programme']['short_name']} – published figures",
            "summary": "What releases say, to be read alone, without an account.",
            "version": VERSION,
            "license": {"name": release["licence"]["name"], "url": release["licence"]["address"]},
        },
        "servers": [{"url": site}],
        "externalDocs": {"url": f"{site}/en/data/"},
        "security": [],
        "paths": {path: {"get": question(*said)} for path, said in PATHS.items()},
        "components": {"schemas": SCHEMAS},
    }


def question(name, meaning, answer, parameters):
    """A question and its answers."""
    found = {
        "operationId": name,
        "summary": meaning,
        "parameters": list(parameters),
        "responses": {
            "200": holding("The answer.", "application/json", answer),
            "304": {"description": "The reader has it already: `If-None-Match` names its `ETag`."},
            "404": holding("There is no such thing.", "application/problem+json", "Problem"),
        },
    }
    return found if parameters else {key: value for key, value in found.items() if key != "parameters"}


def holding(meaning, media, name):
    """An answer of a shape."""
    return {"description": meaning, "content": {media: {"schema": named(name)}}}
