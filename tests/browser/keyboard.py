"""Forms of the back office filled by keyboard alone: by the tabulator, arrows, letters and Enter."""

FOCUS = """() => {
    const it = document.activeElement;
    const choice = it.closest('.select2')?.previousElementSibling;
    const rows = it.closest('.add-row') && it.closest('.inline-group').id;
    return it.name || choice?.name || rows || it.id || it.innerText.trim();
}"""
"""What has the focus: a field by its name, a link that adds a row by the group of its rows, else an id or a text."""
MOST_STEPS = 300


def walk_to(page, name):
    """Presses the tabulator until what has the focus has a name, or one that begins so."""
    for _step in range(MOST_STEPS):
        if page.evaluate(FOCUS).startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached")


def reach(page, selector):
    """Presses the tabulator until what has the focus is of a kind, as style sheets say it."""
    for _step in range(MOST_STEPS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached")


def follow(page, selector):
    """Presses Enter on something of a kind that leads to another page."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page, name):
    """Presses Enter on what leads to another page."""
    walk_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, name, text):
    """Types a text into a field, over what stands there."""
    walk_to(page, name)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page, name, value):
    """Goes down a list of choices, from its first one, to one by its value."""
    walk_to(page, name)
    page.keyboard.press("Home")
    for _step in range(MOST_STEPS):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} has no {value}")


def find(page, name, words):
    """Chooses, among records that are looked for by typing, the first one found."""
    walk_to(page, name)
    page.keyboard.press("Enter")
    page.locator("input.select2-search__field:focus").wait_for()  # a list takes letters once it is open
    page.keyboard.type(words)
    page.locator(".select2-results__option--highlighted", has_text=words).wait_for()
    page.keyboard.press("Enter")
    page.locator(f"select[name={name}] option:checked", has_text=words).wait_for(state="attached")


def fill(page, **fields):
    """Fills fields in the order of the form: `find` by a text in a list, `choose` by a value in a tuple, `write` the others."""
    for name, given in fields.items():
        if isinstance(given, list):
            find(page, name, *given)
        elif isinstance(given, tuple):
            choose(page, name, *given)
        else:
            write(page, name, given)
