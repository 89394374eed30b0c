#!/usr/bin/env python3
"""report_schemas.py REPORT_SAMPLES FOLDER: JUnit and SARIF reports against their schemas, HTML as a page of its own.

FOLDER has node_modules with the schema of SARIF."""
import csv
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from harness import HERE, need

VOID = {"meta", "br", "hr", "img", "link", "input", "col"}


class Page(html.parser.HTMLParser):
    """Every element is closed in its turn, and nothing is fetched or run."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.rows = [], [], 0

    def handle_starttag(self, tag, attributes):
        self.rows += tag == "tr"
        if tag in ("script", "img", "link", "iframe", "object", "embed", "base", "form"):
            self.faults.append(f"line {self.getpos()[0]}: <{tag}>")
        for name, value in attributes:
            if name in ("src", "href", "srcset", "style") or name.startswith("on"):
                self.faults.append(f"line {self.getpos()[0]}: {name}={value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> closes nothing")


def check_page(path):
    text = path.read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    page.close()
    assert not page.faults, page.faults
    assert not page.open, f"never closed: {page.open}"
    assert page.rows > 20, page.rows
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    assert "@import" not in style and "url(" not in style and "@page" in style and "@media print" in style
    assert text.startswith("<!DOCTYPE html>") and '<meta charset="utf-8">' in text
    said = subprocess.run([need("xmllint", "libxml2-utils"), "--html", "--noout", "--nonet", path],
                          capture_output=True, text=True)
    assert said.returncode == 0 and not said.stderr, said.stderr


def check_junit(path):
    subprocess.run([need("xmllint", "libxml2-utils"), "--nonet", "--noout", "--schema",
                    HERE / "report_schemas" / "junit-10.xsd", path], check=True)


def check_sarif(path, folder):
    command = [need("node", "nodejs"), HERE / "report_schemas" / "sarif_check.js"]
    env = os.environ | {"NODE_PATH": str(folder / "node_modules")}
    subprocess.run([*command, path], env=env, check=True)
    # And the check is one: a level that the standard does not know is refused.
    log = json.loads(path.read_text(encoding="utf-8"))
    log["runs"][0]["results"][0]["level"] = "terrible"
    spoilt = path.with_name("spoilt.sarif")
    spoilt.write_text(json.dumps(log), encoding="utf-8")
    assert subprocess.run([*command, spoilt], env=env, capture_output=True).returncode == 1


def main():
    samples, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="hubwatch-reports-") as name:
        reports = pathlib.Path(name)
        subprocess.run([samples, reports], check=True)
        check_page(reports / "report.html")
        check_junit(reports / "report.xml")
        check_sarif(reports / "report.sarif", folder)
        assert json.loads((reports / "report.json").read_text(encoding="utf-8"))["schema"] == 1
        with open(reports / "report.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert len(rows) == 16 and len({len(row) for row in rows}) == 1
    print("report_schemas: HTML, JUnit, SARIF, JSON and CSV are what they claim to be")


main()
