#!/usr/bin/env python3
"""The include rule: what each folder may include besides itself. An edge is added only with its reason in the commit."""
import pathlib
import re
import sys

CORE = ["src/base", "src/metrics", "src/store", "src/sources", "src/signals", "src/alerts", "src/workspace",
        "src/notify", "src/batch", "src/checklist"]
ALLOWED = {
    "src/base": [],
    "src/metrics": ["src/base"],
    "src/net": ["src/base", "src/vault"],
    # Secret managers answer over HTTP: the door only, which tests/layering.py cannot tell from the rest.
    "src/vault": ["src/base", "src/net"],
    # A token is introspected by sending it: hubspot knows Secret.
    "src/hubspot": ["src/base", "src/net", "src/vault", "src/metrics"],
    "src/store": ["src/base", "src/metrics"],
    "src/sources": ["src/base", "src/net", "src/hubspot", "src/metrics", "src/vault"],
    "src/signals": ["src/base", "src/metrics"],
    "src/alerts": ["src/base", "src/signals"],
    # Routes read their keys through the vault's door.
    "src/notify": ["src/base", "src/net", "src/store", "src/alerts", "src/signals", "src/vault"],
    # Jobs judge rows by HubSpot's definitions and go out through the account's limiter.
    "src/batch": ["src/base", "src/net", "src/hubspot", "src/store", "src/vault"],
    # Probes ask services and HubSpot, read metrics, and read results that are CSV.
    "src/checklist": ["src/base", "src/net", "src/hubspot", "src/vault", "src/metrics", "src/batch"],
    # The values of targets, waivers and items, which the file spells out.
    "src/workspace": ["src/base", "src/alerts", "src/signals", "src/checklist"],
    # What the window sees: values of every stage, and the calls it may make. It exists so that ui need not know src/app.
    "src/snapshot": CORE + ["src/hubspot", "src/vault", "src/net"],
    "src/sim": ["src/base", "src/metrics", "src/hubspot", "src/net"],
    "src/app": ["src/*"],
    "ui": ["src/*", "ui/*"],
}
EXCEPTIONS = {  # the window's main and its check know both faces
    "src/app/hubwatch_main.cpp": ["ui/*"],
    "src/app/self_check.h": ["ui/*"],
    "src/app/self_check.cpp": ["ui/*"],
}
FORBIDDEN = {"ui": ["src/app"]}
# Folders with rooms: a room knows its folder and the rooms named here; the folder ("") those named, else none.
ROOMS = {"src/batch": {"": ["csv"]}, "src/checklist": {"probes": ["bench"]}}

INCLUDE = re.compile(r'^\s*#include "([^"]+)"')


def folder_of(path, root):
    parts = path.relative_to(root).parts
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def target_of(include, root):
    for top in ("src", ""):
        candidate = root / top / include if top else root / include
        if candidate.exists():
            return folder_of(candidate, root)
    return None


def allowed(path, folder, target, root):
    own = folder.split("/")[0] if folder.startswith("ui") else folder
    rules = ALLOWED.get(own, []) + EXCEPTIONS.get(str(path.relative_to(root)), [])
    if any(target == f or target.startswith(f + "/") for f in FORBIDDEN.get(own, [])):
        return False
    return target == folder or any(
        target == r or (r.endswith("/*") and (target + "/").startswith(r[:-1])) for r in rules)


def room_of(path, folder, root):
    inner = path.relative_to(root / folder).parts
    return inner[0] if len(inner) > 1 else ""


def allowed_within(path, include, folder, root):
    if folder not in ROOMS or target_of(include, root) != folder:
        return True
    own, other = room_of(path, folder, root), room_of(root / "src" / include, folder, root)
    return other in ("", own) or other in ROOMS[folder].get(own, [])


def faults(root):
    for path in sorted([*root.glob("src/**/*.h"), *root.glob("src/**/*.cpp"), *root.glob("ui/**/*.h"), *root.glob("ui/**/*.cpp")]):
        folder = folder_of(path, root)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            target = match and target_of(match[1], root)
            if target and not allowed(path, folder, target, root):
                yield f"{path.relative_to(root)}:{number}: {folder} may not include {target}"
            elif target and not allowed_within(path, match[1], folder, root):
                yield f"{path.relative_to(root)}:{number}: {path.parent.name} may not include {match[1]}"
        if path.suffix == ".h" and folder.startswith("src") and folder not in ALLOWED:
            yield f"{path.relative_to(root)}:1: {folder} is not in the table of tests/layering.py"


if __name__ == "__main__":
    found = list(faults(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
    print("\n".join(found) or "layering: every include is allowed")
    sys.exit(1 if found else 0)
