#!/usr/bin/env python3
"""refusals.py HUBWATCHCTL HUBWATCH: what cannot be done is refused with one sentence and the way out, and no secret
ever shows."""
import os
import sys

from failing_service import FailingService, workspace
from harness import Stage, until

CANARY = "pat-na1-canary-5f2c9e"


def main(hubwatchctl, hubwatch):
    service = FailingService()
    offscreen = dict(os.environ, QT_QPA_PLATFORM="offscreen", HUBWATCH_CANARY=CANARY)
    with Stage() as stage:
        path = stage.folder / "hubwatch.toml"
        store = stage.folder / "store"
        path.write_text(workspace(service.url))

        def watch(*more, data=store):
            return stage.start([hubwatchctl, "watch", "--workspace", path, "--data-dir", data, *more], offscreen)

        def refused(program, *words):
            assert program.wait(10) == 2, f"ended with {program.process.returncode}: {program.complaints()}"
            for word in words:
                assert word in program.complaints(), f"{word} is not in: {program.complaints()}"
            assert CANARY not in program.complaints() + "".join(text for _, text in program.lines)

        # One Hubwatch a folder.
        first = watch()
        first.next_line()
        refused(watch(), "uses this data folder", "--data-dir")

        # A mistake in the file leaves the last good one in force, and says where it stands.
        path.write_text(workspace(service.url).replace('"5s"', '"soon"'))
        until("the mistake told", lambda: "hubwatch.toml:6:" in first.complaints())
        said = len(first.lines)
        until("the watching goes on", lambda: len(first.lines) > said)
        assert first.process.poll() is None
        first.end()

        # The same file at the start is refused.
        refused(watch(), "hubwatch.toml:6:")
        path.unlink()
        refused(watch(), "no such file")

        # A data folder that cannot be one.
        path.write_text(workspace(service.url))
        taken = stage.folder / "taken"
        taken.write_text("a file")
        refused(watch(data=taken), "taken", "--data-dir")
        for usage in (["--for", "soon"], ["--for"], ["--forever"]):
            refused(watch(*usage), "hubwatchctl watch")

        # Secrets: a URL that holds one is refused without repeating it; one behind a reference is never shown.
        path.write_text(workspace(service.url.replace("//", f"//user:{CANARY}@")))
        refused(watch(), "hubwatch.toml:5:")
        path.write_text(workspace(service.url) + f'\n[[accounts]]\nname = "prod"\ncredential = "{CANARY}"\n')
        refused(watch(), "hubwatch.toml:")
        path.write_text(workspace(service.url) + '\n[[accounts]]\nname = "prod"\ncredential = "env:HUBWATCH_CANARY"\n')
        quiet = watch("--json", "--for", "6s")
        assert quiet.wait(20) == 0, quiet.complaints()
        assert quiet.lines, "it said nothing"
        assert CANARY not in quiet.complaints() + "".join(text for _, text in quiet.lines)
        for file in store.iterdir():
            assert CANARY.encode() not in file.read_bytes(), f"{file} holds the secret"

        # A window that is started twice: the second hands over and ends, the first stays.
        shown = [hubwatch, "--workspace", path, "--data-dir", stage.folder / "window"]
        window = stage.start(shown, offscreen)
        until("the window's store", lambda: (stage.folder / "window" / "samples.db").exists())
        again = stage.start(shown, offscreen)
        assert again.wait(10) == 0, again.complaints()
        assert window.process.poll() is None, window.complaints()


if __name__ == "__main__":
    main(*sys.argv[1:3])
