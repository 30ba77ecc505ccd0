"""A real mail server, which takes mails, refuses them, drops the connection or keeps silent, as a test tells it."""

import asyncio
import email
import email.policy
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

PHASES = ("EHLO", "MAIL", "RCPT", "DATA", "TEXT")
"""What a client says in turn: hello, the sender, the receiver, that the text follows, and the text."""
DROP, HANG, DELAY = "drop", "hang", "delay"
A_WHILE = 0.05
"""In seconds: how long a server that delays lets wait, which is less than its client waits."""
A_MOMENT = 0.3
"""In seconds: how long its client waits for one that says nothing, once a test has told it so."""


class Speaking(SMTP):
    """A session in which each phase goes as the server says: it answers so, breaks off, says nothing, or is slow."""

    async def say(self, phase, usual, *words):
        self.event_handler.heard.append(phase)
        behaviour = self.event_handler.behaviours.get(phase)
        if behaviour == DROP:
            self.transport.close()
        elif behaviour == HANG:
            await self.event_handler.is_over.wait()
        elif behaviour == DELAY:
            await asyncio.sleep(A_WHILE)
            await usual(*words)
        elif behaviour:
            await self.push(behaviour)
        else:
            await usual(*words)

    async def smtp_EHLO(self, hostname):  # noqa: N802 - the names of aiosmtpd
        await self.say("EHLO", super().smtp_EHLO, hostname)

    async def smtp_HELO(self, hostname):  # noqa: N802
        await self.say("EHLO", super().smtp_HELO, hostname)

    async def smtp_MAIL(self, words):  # noqa: N802
        await self.say("MAIL", super().smtp_MAIL, words)

    async def smtp_RCPT(self, words):  # noqa: N802
        await self.say("RCPT", super().smtp_RCPT, words)

    async def smtp_DATA(self, words):  # noqa: N802
        await self.say("DATA", super().smtp_DATA, words)


class Box:
    """What arrived, by which way it went, and how each phase behaves: usual where nothing is said of it."""

    def __init__(self):
        self.mails, self.heard, self.behaviours = [], [], {}
        self.says_of_receivers = None
        self.is_over = asyncio.Event()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.says_of_receivers or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.heard.append("TEXT")
        behaviour = self.behaviours.get("TEXT")
        if behaviour not in (None, DROP, HANG, DELAY):
            return behaviour
        # It has it, whether it says so or not.
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if behaviour == DROP:
            server.transport.close()
        elif behaviour == HANG:
            await self.is_over.wait()
        elif behaviour == DELAY:
            await asyncio.sleep(A_WHILE)
        return "250 taken"


class Server(Controller):
    """The server, on a free port of this machine."""

    def __init__(self):
        self.box = Box()
        super().__init__(self.box, hostname="127.0.0.1", port=0)

    def factory(self):
        return Speaking(self.box, hostname="mail.example.org", enable_SMTPUTF8=True)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def behaves(self, **behaviours):
        """From now on, each phase that is named answers so, or `DROP`, `HANG` or `DELAY`; the others as usual."""
        self.box.behaviours, self.box.says_of_receivers = behaviours, None

    def passes_on(self, answer):
        """From now on, it takes each receiver in these words."""
        self.box.says_of_receivers = answer


@contextmanager
def mail_server():
    """A server that runs."""
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.loop.call_soon_threadsafe(server.box.is_over.set)
        server.stop()
