"""The shapes of what the programming interface answers, as JSON Schema (2020-12), by the names that the description gives them.

Numbers are texts, so that no digit is lost. What a shape does not name may come with later releases.
"""

TEXT, WHOLE, YES = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
DAY = {"type": "string", "format": "date"}
ADDRESS = {"type": "string", "format": "uri"}
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
NUMBER = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def or_none(shape):
    """A shape, or nothing."""
    return {"anyOf": [shape, {"type": "null"}]}


def named(name):
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(shape):
    """A list of a shape."""
    return {"type": "array", "items": shape}


def shape(meaning, **properties):
    """An object with all of these properties."""
    return {"type": "object", "description": meaning, "properties": properties, "required": list(properties)}


def at_times(schema, **properties):
    """An object that has some more properties at times."""
    return schema | {"properties": schema["properties"] | properties}


def links(*names):
    """Whole addresses, by what they lead to."""
    return shape("Where to go from here.", **dict.fromkeys(names, ADDRESS))


READING = {
    "value": or_none(NUMBER),
    "qualifier": {"enum": ["exact", "about", "at_least", "at_most", "a_little_over"]},
    "unknowns": WHOLE,
    "protected": YES,
}
PROGRESS = shape(
    "Where an indicator stands on its trajectory.",
    status=TEXT,
    on=or_none(DAY),
    expected=or_none(NUMBER),
    share=or_none(NUMBER),
)
RELEASE = {"number": WHOLE, "day": DAY, "sha256": DIGEST}
LINKS_OF_A_RELEASE = ("self", "indicators", "json", "zip", "datapackage")
LISTED = shape(
    "A release.",
    **RELEASE,
    corrected_by=or_none(WHOLE),
    published_at={"type": "string", "format": "date-time"},
    links=links(*LINKS_OF_A_RELEASE),
)
OBSERVED = shape("What a source stated.", holds_on=DAY, stated_on=DAY, source=or_none(TEXT), **READING)
BREAKDOWN = shape(
    "A figure by a field of its records.",
    key=TEXT,
    name=named("Text"),
    unit=TEXT,
    is_partition=YES,
    parts=many(shape("A part.", key=TEXT, name=named("Text"), **READING)),
)

SCHEMAS = {
    "Text": shape("A text in both languages.", fr=TEXT, en=TEXT),
    "Licence": shape("Under which licence all of it is.", name=TEXT, address=ADDRESS),
    "Programme": shape(
        "The programme.", name=named("Text"), short_name=TEXT, starts_on=DAY, ends_on=DAY, leaders=many(TEXT)
    ),
    "Unit": shape("What is counted.", key=TEXT, one=named("Text"), many=named("Text")),
    "ReleaseKey": shape("Which release says it.", **RELEASE, corrected_by=or_none(WHOLE)),
    "Figure": at_times(
        shape("A published figure. Without a value, it is unknown or protected.", holds_on=or_none(DAY), **READING),
        held_back=YES,
    ),
    "Point": shape("The value at a release.", day=DAY, **READING),
    "Due": shape("What a trajectory asks for on a day.", on=DAY, value=NUMBER),
    "Target": shape(
        "A target; without a day, it is due each year.",
        due_on=or_none(DAY),
        value=NUMBER,
        qualifier=READING["qualifier"],
        stated_on=DAY,
        source=or_none(TEXT),
        note=named("Text"),
    ),
    "Source": shape(
        "Who said it, and in which document.",
        said_by=named("Text"),
        title=named("Text"),
        publisher=TEXT,
        published_on=DAY,
        page=TEXT,
        address=TEXT,
    ),
    "Indicator": shape(
        "All that a release says of an indicator.",
        **dict.fromkeys(("code", "pillar", "kind", "better"), TEXT),
        **dict.fromkeys(("name", "definition", "perimeter", "collected", "owner", "limits"), named("Text")),
        unit=named("Unit"),
        rhythm=WHOLE,
        counts_people=YES,
        composition=many(TEXT),
        next_update_on=DAY,
        figure=named("Figure"),
        parts=many(shape("An “of which”.", key=TEXT, name=named("Text"), figure=named("Figure"))),
        breakdowns=many(BREAKDOWN),
        remainder=or_none(
            shape(
                "What the components leave unexplained.", **{key: READING[key] for key in READING if key != "protected"}
            )
        ),
        observations=many(OBSERVED),
        series=many(named("Point")),
        targets=many(named("Target")),
        trajectory=many(named("Due")),
        progress=PROGRESS,
    ),
    "Front": shape(
        "Where to begin.",
        latest=shape("The latest release.", **RELEASE),
        licence=named("Licence"),
        programme=named("Programme"),
        links=links("self", "description", "releases", "latest", "catalogue"),
    ),
    "Releases": shape(
        "All releases, the newest first.",
        releases=many(LISTED),
        links=links("self", "latest", "start"),
    ),
    "Release": shape(
        "A release, its place in the chain, and its files.",
        **RELEASE,
        previous=or_none(shape("The release before.", number=WHOLE, sha256=DIGEST)),
        corrects=or_none(WHOLE),
        corrected_by=or_none(WHOLE),
        reason=or_none(named("Text")),
        licence=named("Licence"),
        programme=named("Programme"),
        files=many(shape("A file.", name=TEXT, address=ADDRESS, bytes=WHOLE, sha256=DIGEST)),
        links=links(*LINKS_OF_A_RELEASE, "releases"),
    ),
    "Indicators": shape(
        "All indicators of a release.",
        release=named("ReleaseKey"),
        indicators=many(
            shape(
                "An indicator.",
                code=TEXT,
                name=named("Text"),
                pillar=TEXT,
                unit=named("Unit"),
                figure=named("Figure"),
                progress=PROGRESS,
                links=links("self"),
            )
        ),
        links=links("self", "release"),
    ),
    "IndicatorDetail": shape(
        "An indicator, with the sources that it names.",
        release=named("ReleaseKey"),
        indicator=named("Indicator"),
        sources={"type": "object", "additionalProperties": named("Source")},
        links=links("self", "indicators", "series"),
    ),
    "Series": shape(
        "The values of an indicator at each release so far, and what it was to reach.",
        release=named("ReleaseKey"),
        code=TEXT,
        name=named("Text"),
        unit=named("Unit"),
        series=many(named("Point")),
        targets=many(named("Target")),
        trajectory=many(named("Due")),
        links=links("self", "indicator"),
    ),
    "Problem": shape("Why there is no answer (RFC 9457).", type=TEXT, title=TEXT, status=WHOLE, detail=TEXT),
}
