"""The pictures of the README, taken from a served demonstration: `make run` in another window, then `make pictures`."""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SITE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
ACCOUNTS = HERE.parent / "var" / "demo-accounts.txt"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
PICTURES = {
    "home-fr": ("", "/fr/", 1280, "light"),
    "home-phone-dark": ("", "/fr/", 320, "dark"),
    "indicator-fr": ("", "/fr/indicators/RES-1/", 1280, "light"),
    "funding-fr": ("", "/fr/funding/", 1280, "light"),
    "partners-fr": ("", "/fr/partners/", 1280, "light"),
    "map-fr": ("", "/fr/partners/map/", 1280, "light"),
    "office-fr": ("coordination", "/admin/", 1280, "light"),
    "list-fr": ("coordination", "/office/commitments/", 1280, "light"),
    "money-fr": ("coordination", "/office/money/", 1280, "light"),
    "list-phone": ("coordination", "/office/commitments/", 320, "light"),
    "publish-fr": ("coordination", "/admin/publish/", 1280, "light"),
    "space-fr": ("partner", "/fr/space/", 1280, "light"),
}
"""Each picture: who looks ("" for anybody), at which address, at which width, in which scheme."""


def signed_in(browser, account):
    """The cookies of one of the demonstration's accounts."""
    address, password = next(line.split() for line in ACCOUNTS.read_text().splitlines() if line.startswith(account))
    page = browser.new_context(locale="fr-FR").new_page()
    page.goto(f"{SITE}/fr/accounts/login/")
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    return page.context.storage_state()


def main():
    """Takes every picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        cookies = {account: signed_in(browser, account) for account in ("coordination", "partner")}
        for name, (account, path, width, scheme) in PICTURES.items():
            size = {"width": width, "height": 1000 if width > 400 else 700}
            page = browser.new_context(
                viewport=size, color_scheme=scheme, storage_state=cookies.get(account), timezone_id="Europe/Paris"
            ).new_page()
            page.goto(f"{SITE}{path}", wait_until="networkidle")
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
