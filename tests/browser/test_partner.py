"""A partner from its invitation to its statement, in a real browser, by keyboard alone; each kind of page is accessible."""

import io
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.accounts.proofs import code_of
from tests.browser.conftest import run_inside, serving, signed_in
from tests.browser.keyboard import fill, follow, press, reach
from tests.browser.test_look import SCREENSHOTS, faults, look
from tests.page import plain
from tests.sources.corpus import pdf

pytestmark = pytest.mark.browser
PARTNER, TITLE = "Fonderies de la promenade", {"fr": "Chaire de la promenade", "en": "Chair of the walk"}
NAME, ADDRESS, PASSWORD = "Ana Promenade", "promenade@example.org", "une promenade sans souris"
COORDINATOR = "coordination@example.org"
WORLD = f"""
from accounts.models import User
from tests import make
User.objects.filter(email="{COORDINATOR}").update(language="LANGUAGE")
partner = make.organisation(name="{PARTNER}")
title = {{"title_fr": "{TITLE["fr"]}", "title_en": "{TITLE["en"]}"}}
make.commitment(kind="discussion", amount=1_000_000, happened_on="2025-03-03", organisation=partner, **title)
print(partner.pk)
"""
"""A partner that is asked for a letter of one million euros."""
MAIL = f"""
import email, email.policy
from office.models import Mail
mail = Mail.objects.get(to="{ADDRESS}", kind="partners/mail/invitation.txt")
print(email.message_from_bytes(bytes(mail.content), policy=email.policy.default).get_content())
"""
"""The mail of the invitation, as it stands in the outbox."""
ACCEPT = f"""
from django.utils import timezone
from accounts.models import User
from space.actions import accept_KIND
from space.models import MODEL
from space.figures import official
sent = MODEL.objects.get()
decision = {{"answer": "ANSWER", "at": timezone.now(), "on": timezone.localdate()}}
if "KIND" == "correction":
    decision["official_seen"] = official(sent.about, sent.field)
accept_KIND(KIND=sent, by=User.objects.get(email="{COORDINATOR}"), **decision)
"""
"""The coordination accepts the one thing of a kind that was sent."""
ROUND = "from tests import make; make.round_of(2025)"
MAILS = f"""
from office.models import Mail
print(*Mail.objects.filter(to="{ADDRESS}").order_by("pk").values_list("kind", flat=True))
"""
"""The kinds of mails that the partner's manager was sent."""
ANSWERS = {"paper": "Merci de votre lettre.", "correction": "Vous avez raison."}
LETTER = {"name": "lettre.pdf", "mimeType": "application/pdf", "buffer": pdf()}
WORDS = {
    "fr": {
        "discussed": "Nous en parlons ensemble. Si vous souhaitez aller plus loin, envoyez-nous une lettre d’engagement.",
        "read": "Nous lisons la lettre d’engagement que vous avez envoyée.",
        "prepared": "Nous avons votre lettre d’engagement : à nous de préparer la convention à signer par nous deux.",
        "asked": "Merci de confirmer vos chiffres de 2025.",
        "discussion": "Discussion, 3 mars 2025 : 1 000 000 €",
        "letter": "Lettre d’engagement, 20 mai 2025",
        "correction": "Correction de : Montant en euros – lettre d’engagement, 20 mai 2025",
        "waits": " : en attente de la coordination",
        "accepted": " : envoi accepté",
        "million": " : 1 000 000 €",
        "more": "1 200 000 €",
        "line": "Chaire de la promenade Promis par vous, montant : 1 200 000 €, versé : rien, montant protégé",
        "confirmed": "Confirmé le ",
        "genuine": "Un état portant ce code a été établi le {} : n° {}, état au 31 décembre 2025.",
    },
    "en": {
        "discussed": "We are talking about it together. If you wish to go on, send us a letter of commitment.",
        "read": "We are reading the letter of commitment that you have sent.",
        "prepared": "We have your letter of commitment: it is for us to prepare the agreement for both signatures.",
        "asked": "Please confirm your figures of 2025.",
        "discussion": "Discussion, 3 March 2025: €1,000,000",
        "letter": "Letter of commitment, 20 May 2025",
        "correction": "Correction of: Amount in euros – letter of commitment, 20 May 2025",
        "waits": ": waits for the coordination",
        "accepted": ": accepted",
        "million": ": €1,000,000",
        "more": "€1,200,000",
        "line": "Chair of the walk Promised by you, amount: €1,200,000, paid: nothing, amount protected",
        "confirmed": "Confirmed on ",
        "genuine": "A statement with this code was issued on {}: no. {}, state on 31 December 2025.",
    },
}
"""What the partner reads."""


@dataclass
class Walk:
    """Somebody who has no mouse, on the `page` of a served copy, in the space at `home`."""

    served: tuple
    page: Page
    language: str
    width: int
    home: str

    @property
    def words(self):
        """What is read in the language of the walk."""
        return WORDS[self.language]

    @property
    def here(self):
        """The address of the page, below the space."""
        return self.page.url.removeprefix(self.home)

    def meet(self, name):
        """Keeps the picture of a page; nothing in it is inaccessible, or wider than the screen."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        picture = SCREENSHOTS / f"partner-{name}-{self.language}-{self.width}.png"
        self.page.screenshot(path=picture, full_page=True)
        assert (name, faults(self.page)) == (name, [])

    def send(self, **fields):
        """Fills a form, and presses its button; nothing of it is refused."""
        fill(self.page, **fields)
        follow(self.page, "main form.account button[type=submit]")
        assert self.page.locator(".errorlist").all_inner_texts() == []

    def read(self, selector):
        """The texts of what a page has of a kind."""
        return [plain(text) for text in self.page.locator(selector).all_inner_texts()]

    def turns(self):
        """What the first page says is the partner's turn, and the coordination's."""
        self.page.goto(self.home)
        return [self.read(f"section[aria-labelledby={side}] .turns p:first-child") for side in ("mine", "ours")]

    def accept(self, kind, model):
        """The coordination accepts what was sent, with an answer."""
        script = ACCEPT.replace("KIND", kind).replace("MODEL", model).replace("ANSWER", ANSWERS[kind])
        run_inside(self.served, script)


@pytest.fixture
def served_alone(prepared, tmp_path):
    """The address and the folder of a copy of its own."""
    folder = tmp_path / "var"
    with serving(prepared, folder) as site:
        yield site, folder


@pytest.fixture
def walk(chromium, served_alone, accounts, language, width):
    """Somebody who has opened the link of the mail that a coordinator had sent from the back office."""
    site = served_alone[0]
    partner = run_inside(served_alone, WORLD.replace("LANGUAGE", language)).strip()
    cookies = signed_in(chromium, site, accounts, COORDINATOR)
    invited_from_the_back_office(look(chromium, width, "light", storage_state=cookies), site, language)
    page = look(chromium, width, "light")
    page.goto(re.search(r"http\S+/invitation/\S+", run_inside(served_alone, MAIL))[0])
    yield Walk(served_alone, page, language, width, f"{site}/{language}/space/{partner}/")
    page.context.close()


def invited_from_the_back_office(page, site, language):
    """A coordinator invites a manager of the partner."""
    page.goto(f"{site}/admin/partners/invitation/add/")
    fill(page, organisation=[PARTNER], email=ADDRESS, name=NAME, role=("manager",), language=(language,))
    press(page, "_save")
    assert page.locator(".errornote, .errorlist").all_inner_texts() == []
    assert faults(page) == []
    page.context.close()


def comes_in(walk):
    """Accepts the invitation with a new account."""
    walk.meet("invitation")
    walk.send(password1=PASSWORD, password2=PASSWORD)
    assert walk.page.url == walk.home
    walk.meet("home")


def sets_up_a_second_factor(walk):
    """An application that makes codes; then signs in anew, with one of the codes for the day when it is lost."""
    page = walk.page
    follow(page, "header a[href$='/accounts/']")
    walk.meet("account")
    follow(page, "main a[href$='/factors/']")
    follow(page, "main a[href$='/application/add/']")
    walk.meet("application")
    types_the_code(page)
    walk.meet("codes")
    spare = walk.read("ul.codes code")
    assert len(spare) == 10
    follow(page, "header form[action$='/logout/'] button")
    page.goto(walk.home)
    fill(page, login=ADDRESS, password=PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walk.meet("asked")
    fill(page, code=spare[0])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == walk.home


def types_the_code(page):
    """Types the code that the application shows, and another one where that has run out meanwhile."""
    for _attempt in range(2):
        fill(page, code=code_of(page.locator("main code").inner_text()))
        follow(page, "main form button[type=submit]")
        if page.url.endswith("/codes/"):
            return


def signs_a_letter(walk):
    """Sends the letter that is waited for, and reads the answer."""
    page, words = walk.page, walk.words
    assert walk.turns() == [[words["discussed"]], []]
    follow(page, ".turns a[href*='/commitments/']")
    walk.meet("commitment")
    follow(page, "a[href$='/sign/']")
    walk.meet("sign")
    page.locator("input[type=file]").set_input_files(LETTER)
    walk.send(signed_on="20/05/2025", signatories="la présidente")
    assert walk.read("#answers ~ article h3") == [words["letter"] + words["waits"]]
    assert walk.turns() == [[], [words["read"]]]
    walk.accept("paper", "SignedPaper")
    assert walk.turns() == [[], [words["prepared"]]]
    follow(page, ".turns a[href*='/commitments/']")
    steps = [words["discussion"], words["letter"] + words["million"]]
    assert walk.read("article h3") == [*steps, words["letter"] + words["accepted"]]
    assert walk.read("blockquote") == [ANSWERS["paper"]]
    walk.meet("letter")


def contests_a_figure(walk):
    """Says that the letter is of another amount, and reads the answer."""
    page, words = walk.page, walk.words
    follow(page, "article:has([data-figure]):last-of-type a[href*='/correct/step/']")
    walk.meet("correct")
    walk.send(amount="1200000", reason="Le conseil a voté davantage.", source="Délibération 12")
    assert walk.here == "answers/"
    letter = words["letter"] + words["accepted"]
    assert walk.read("article h3") == [words["correction"] + words["waits"], letter]
    walk.meet("answers")
    walk.accept("correction", "Correction")
    page.reload()
    assert walk.read("article h3") == [words["correction"] + words["accepted"], letter]
    assert walk.read("blockquote") == [ANSWERS["correction"], ANSWERS["paper"]]


def attests(walk):
    """Confirms the figures of the year, with what was contested."""
    page, words = walk.page, walk.words
    run_inside(walk.served, ROUND)
    assert walk.turns() == [[words["asked"]], [words["prepared"]]]
    follow(page, ".turns a[href*='/attestations/']")
    walk.meet("figures")
    assert walk.read("ul.kept li:first-child") == [words["line"]]
    follow(page, "a[href$='/answer/']")
    walk.meet("attest")
    reach(page, "input[name=verdict]")
    page.keyboard.press("Space")
    walk.send(name=NAME, function="Directrice")
    assert walk.here == "attestations/2025/"
    assert [said[: len(words["confirmed"])] for said in walk.read("article h3")] == [words["confirmed"]]
    walk.meet("attested")
    assert walk.turns() == [[], [words["prepared"]]]


def draws_up_a_statement(walk):
    """Draws up a statement of the end of the year, and takes the PDF; its number, its day of issue, its code."""
    page = walk.page
    follow(page, "main a[href$='/statements/']")
    follow(page, "main a[href$='/statements/new/']")
    walk.meet("new-statement")
    walk.send(on="31/12/2025")
    walk.meet("statements")
    number, (_day, drawn_up, code, _files) = *walk.read("tbody th"), walk.read("tbody td")
    reach(page, "a[href$='.pdf']")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    sheets = PdfReader(io.BytesIO(taken.value.path().read_bytes())).pages
    said = plain(" ".join(sheet.extract_text() for sheet in sheets))
    assert [each for each in (PARTNER, number, code, walk.words["more"]) if each not in said] == []
    return number, re.split(" à | at ", drawn_up)[0], code


def has_it_checked(walk, number, issued, code):
    """Somebody else asks whether the statement is genuine, and learns nothing of whom it is."""
    page = walk.page
    page.context.clear_cookies()
    page.goto(f"{walk.served[0]}/{walk.language}/statements/check/")
    walk.send(code=code)
    assert walk.read("[role=status] strong") == [walk.words["genuine"].format(issued, number)]
    assert [each for each in (PARTNER, NAME, ADDRESS, *TITLE.values()) if each in page.content()] == []
    walk.meet("check")


@pytest.mark.parametrize(("language", "width"), [("fr", 1280), pytest.param("en", 320, marks=pytest.mark.drill)])
def test_partner_is_invited_signs_contests_attests_and_takes_a_statement(walk):
    comes_in(walk)
    sets_up_a_second_factor(walk)
    signs_a_letter(walk)
    contests_a_figure(walk)
    attests(walk)
    has_it_checked(walk, *draws_up_a_statement(walk))
    assert run_inside(walk.served, MAILS).split() == [
        "partners/mail/invitation.txt",
        "mfa/email/totp_activated_message.txt",
        "space/mail/decided.txt",
        "space/mail/decided.txt",
    ]
