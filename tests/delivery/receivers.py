"""Real services on loopback that messages are delivered to."""

import json
import re
import socket
import threading
import time
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller


class WebHook(ThreadingHTTPServer):
    """Takes apprise's JSON; answers `status`, or hangs for `hang` seconds first."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.hang, self.taken, self.asked = 200, 0.0, [], 0

    @property
    def url(self):
        """Its apprise address, with secrets in user, password, path, query and header."""
        return f"json://us3rname:p4ssw0rd@127.0.0.1:{self.server_port}/t0ken-in-path?+X-Key=t0ken-in-header"

    @property
    def keys(self):
        """The key of each message taken, in order."""
        return [key_of(message["message"]) for message in self.taken]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        time.sleep(self.server.hang)
        if self.server.status == 200:
            self.server.taken.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def key_of(text):
    """The message key in a text; the last one, since a digest lists those of its entries before its own."""
    return re.findall(r"Key (\w+)", text)[-1]


@contextmanager
def web_hook():
    """A running web hook."""
    server = WebHook()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class Mailbox:
    """Keeps the mails that an SMTP server was given."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - aiosmtpd's names
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@contextmanager
def mail_server():
    """A running SMTP server: (its apprise address, its mailbox)."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"mailto://127.0.0.1:{port}?from=plantwatch@example.org&to=desk@example.org", box
    finally:
        controller.stop()
