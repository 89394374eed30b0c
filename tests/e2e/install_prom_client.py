#!/usr/bin/env python3
"""install_prom_client.py FOLDER [SET]: puts the pinned packages of SET (prom_client) into FOLDER/node_modules, once."""
import pathlib
import shutil
import subprocess
import sys

from harness import HERE, need

folder = pathlib.Path(sys.argv[1])
source = HERE / (sys.argv[2] if len(sys.argv) > 2 else "prom_client")
folder.mkdir(parents=True, exist_ok=True)
lock = (source / "package-lock.json").read_bytes()
done = folder / "installed-lock.json"
if done.exists() and done.read_bytes() == lock and (folder / "node_modules").exists():
    sys.exit(0)
for name in ("package.json", "package-lock.json"):
    shutil.copy(source / name, folder / name)
result = subprocess.run([need("npm", "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)
if result.returncode == 0:
    done.write_bytes(lock)
sys.exit(result.returncode)
