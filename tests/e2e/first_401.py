#!/usr/bin/env python3
"""first_401.py HUBWATCHCTL MODULES: the first 401 of a known target is an event within one poll; a target that is first
seen with seven of them is not."""
import sys
import time

from harness import Stage, post, until

INTERVAL = 5


def of(watch, kind, service, **wanted):
    return [(seen, line) for seen, line in watch.objects()
            if line["type"] == kind and line["service"] == service
            and all(line.get(key) == value for key, value in wanted.items())]


def main(hubwatchctl, modules):
    with Stage() as stage:
        known = stage.service(modules)
        old = stage.service(modules)
        for service in (known, old):
            post(service + "/call", {"endpoint": "contacts.search", "times": 40})
        post(old + "/call", {"endpoint": "contacts.search", "status": "401", "times": 7})

        watch = stage.watch(hubwatchctl, 45, {"known": known, "old-sins": old})
        for service in ("known", "old-sins"):
            until(f"two polls of {service}", lambda: len(of(watch, "reading", service, signal="api.auth_failures")) >= 2)
        post(known + "/call", {"endpoint": "contacts.search", "status": "401"})
        struck = time.time()
        seen, alert = until("an alert for the first 401", lambda: of(
            watch, "alert", "known", rule="api.auth_failures", to="firing"), 2 * INTERVAL)[0]
        print(f"first 401 fired {seen - struck:.1f} s after it happened, value {alert['value']}")
        assert seen - struck <= INTERVAL + 1, "the first 401 was not told within one poll"
        assert alert["value"] == 1, f"expected 1 failure, found {alert['value']}"
        # Two more polls: what the other target was first seen with stays silent.
        polls = len(of(watch, "reading", "old-sins", signal="api.auth_failures"))
        until("two more polls", lambda: len(of(watch, "reading", "old-sins", signal="api.auth_failures")) >= polls + 2)
        false_alarms = of(watch, "alert", "old-sins", rule="api.auth_failures")
        assert not false_alarms, f"seven old 401s were taken for new ones: {false_alarms}"
        # And a new one on that target is told, so the silence was not deafness.
        post(old + "/call", {"endpoint": "contacts.search", "status": "401"})
        until("an alert for the eighth 401", lambda: of(
            watch, "alert", "old-sins", rule="api.auth_failures", to="firing"), 2 * INTERVAL)


if __name__ == "__main__":
    main(*sys.argv[1:3])
