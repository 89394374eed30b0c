#!/usr/bin/env python3
"""install_prom_client.py FOLDER: puts the pinned prom-client into FOLDER/node_modules, once."""
import pathlib
import shutil
import subprocess
import sys

from harness import HERE, need

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
lock = (HERE / "prom_client/package-lock.json").read_bytes()
done = folder / "installed-lock.json"
if done.exists() and done.read_bytes() == lock and (folder / "node_modules/prom-client").exists():
    sys.exit(0)
for name in ("package.json", "package-lock.json"):
    shutil.copy(HERE / "prom_client" / name, folder / name)
result = subprocess.run([need("npm", "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)
if result.returncode == 0:
    done.write_bytes(lock)
sys.exit(result.returncode)
