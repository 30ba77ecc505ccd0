"""When a browser has painted the largest thing on a page, with a slow processor and nothing in its cache."""

import os
import shutil
from statistics import median

from bench.load import HOST

SLOWED = 4
"""How many times the processor is slowed: a cheap phone beside a desk."""
TIMES = 5
WATCH = """
window.painted = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) window.painted = one.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
"""
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def largest_paint(port, path):
    """The median seconds until the largest contentful paint of a page, on a phone; `None` without Chromium."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        found = [painted(browser, f"http://{HOST}:{port}{path}") for _time in range(TIMES)]
        browser.close()
    return median(found)


def painted(browser, address):
    """The seconds until the largest contentful paint of one visit."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    milliseconds = page.evaluate("window.painted")
    context.close()
    return milliseconds / 1000
