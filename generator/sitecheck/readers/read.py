"""Reads a feed as a program does that readers use, and prints its entries as JSON.

    python3 read.py feedparser|newsboat|rss2email FEED FOLDER

FEED is the path of an Atom feed; FOLDER is empty, for what the program keeps.
"""

import email.policy
import email.utils
import json
import mailbox
import pathlib
import sqlite3
import subprocess
import sys
from datetime import datetime, timezone


def moment(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def feedparser(feed, _):
    import calendar

    import feedparser as parser

    for e in parser.parse(feed).entries:
        yield {"id": e.id, "title": e.title, "url": e.link, "html": e.content[0].value,
               "updated": moment(calendar.timegm(e.updated_parsed))}


def newsboat(feed, folder):
    (folder / "urls").write_text(pathlib.Path(feed).as_uri() + "\n")
    (folder / "config").touch()
    run(["newsboat", "-u", folder / "urls", "-C", folder / "config", "-c", folder / "cache", "-x", "reload"], folder)
    rows = sqlite3.connect(folder / "cache").execute("SELECT guid, title, url, pubDate, content FROM rss_item")
    for guid, title, url, published, content in rows:
        yield {"id": guid, "title": title, "url": url, "html": content, "published": moment(published)}


def rss2email(feed, folder):
    (folder / "config").write_text(f"""[DEFAULT]
from = feed@reader.example
to = reader@reader.example
email-protocol = maildir
maildir-path = {folder}
maildir-mailbox = mail
date-header = True
body-width = 0
[feed.it]
url = {feed}
""")
    mail = mailbox.Maildir(
        folder / "mail", factory=lambda f: email.message_from_binary_file(f, policy=email.policy.default))
    run(["r2e", "-c", folder / "config", "-d", folder / "data", "run"], folder)
    for message in mail:
        yield {"id": message["X-RSS-ID"], "title": message["Subject"], "url": message["X-RSS-URL"],
               "text": message.get_content(), "updated": moment(message["Date"].datetime.timestamp())}


def run(command, home):
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={"PATH": "/usr/bin:/bin", "HOME": home,
                                                                             "LANG": "C.UTF-8"})


if __name__ == "__main__":
    program, feed, folder = sys.argv[1:]
    entries = {"feedparser": feedparser, "newsboat": newsboat, "rss2email": rss2email}[program]
    print(json.dumps(list(entries(feed, pathlib.Path(folder)))))
