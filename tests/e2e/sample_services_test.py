#!/usr/bin/env python3
"""sample_services_test.py MODULES: that the sample services are as right and as wrong as the checklist's tests take them
to be, seen from outside: by what arrives at a HubSpot of our own, by signed events and by their endpoints."""
import email.utils
import json
import sys
import time
import uuid

from harness import Stage, until
from sample_service import PATH, SampleService, event, signature
from strict_hubspot import StrictHubSpot

TOKEN = f"pat-na1-{uuid.uuid4()}"


def quiet(hubspot, seconds=2.0, most=60):
    """Waits until nothing has arrived for so long."""
    deadline = time.monotonic() + most
    while time.monotonic() < deadline:
        last = hubspot.calls[-1][0] if hubspot.calls else time.monotonic()
        if time.monotonic() - last > seconds:
            return
        time.sleep(0.2)
    raise AssertionError(f"calls still come after {most} s")


def run(service, hubspot, weather=lambda key, times: None, rest=2.0):
    hubspot.forget()
    hubspot.weather = weather
    assert service.sync() == 202
    until("the run begins", lambda: hubspot.calls)
    quiet(hubspot, rest)


def gaps(whens):
    return [later - earlier for earlier, later in zip(whens, whens[1:])]


def vectors():
    """Those that HubSpot publishes, so that a mistake here does not meet the same one in the service."""
    body = b"{'example_field':'example_value'}"
    secret, address = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy", "https://www.example.com/webhook_uri"
    assert signature(secret, address, body, 1693657560000) == "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="
    assert signature(secret, address, body, 1700000300000) == "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw="


def webhooks_right(service):
    now = int(time.time() * 1000)
    applied = lambda: service.metric("contacts_sync_events_applied_total")
    assert service.deliver([event(1)]) == 200 and applied() == 1
    for why, spoiled in {
        "unsigned": {"signature": ""}, "empty": {"signature": "="}, "another secret": {"secret": "other"},
        "stale": {"timestamp": now - 6 * 60_000}, "of the future": {"timestamp": now + 60 * 60_000},
        "no number": {"timestamp": "now"}, "no number but long": {"timestamp": f"{now}e0"},
        "replayed under another time": {"timestamp": now, "signed": now - 1000},
        "changed behind the signature": {"behind": json.dumps([event(3)]).encode()},
        "cut": {"behind": b'[{"eventId":'},
    }.items():
        assert service.deliver([event(2)], **spoiled) == 401, why
    again = event(1)
    for attempt in range(3):
        assert service.deliver([again | {"attemptNumber": attempt}]) == 200
    assert applied() == 2, "the same event moved it twice"
    service.deliver([event(9), event(9, objectId=502), event(9, propertyName="phone")])
    assert applied() == 5, "eventId alone is not the event"
    body = b'[{"eventId":'
    stamp = str(now)
    status, _ = service.ask(PATH, body, {"X-HubSpot-Request-Timestamp": stamp,
                                         "X-HubSpot-Signature-v3": signature(service.secret, service.url + PATH, body, stamp)})
    assert status == 400, "signed, and not JSON"


def logs_right(service):
    lines = [json.loads(line) for line in service.logs.read_text().splitlines()]
    assert len(lines) > 10 and all({"level", "time", "msg"} <= line.keys() for line in lines)
    text = service.logs.read_text()
    assert TOKEN not in text and service.secret not in text and "pat-na1" not in text


def right(stage, modules):
    hubspot = StrictHubSpot()
    service = SampleService(stage, "right", modules, hubspot.url, TOKEN, RETRY_BASE_MS="40")
    run(service, hubspot)
    assert hubspot.count("/batch/read") == 6 and hubspot.count("/batch/update") == 6, hubspot.calls
    assert hubspot.count("/properties/") == 1 and len(hubspot.calls) == 13
    assert hubspot.peak <= 5 and hubspot.busiest() <= 80, (hubspot.peak, hubspot.busiest())

    told = {1: (429, "1"), 2: (429, "0.6"), 3: (429, None)}
    dates = {}

    def throttled(key, times):
        if key not in dates:
            dates[key] = time.time() + 3
            return (429, email.utils.formatdate(dates[key], usegmt=True))
        return told.get(times - 1)

    run(service, hubspot, throttled, 4)
    assert hubspot.count("/properties/") == 0, "definitions are kept"
    for key, whens in hubspot.arrivals().items():
        pause = gaps(whens)
        assert len(pause) == 4, f"{key[:60]}: {pause}"
        # An HTTP date is as fine as a second: three from now is at least two.
        assert pause[0] >= 1.9 and pause[1] >= 1 and pause[2] >= 0.6, f"{key[:60]}: {pause}"
    firsts = [whens[2] - whens[1] for whens in hubspot.arrivals().values()]
    assert max(firsts) - min(firsts) > 0.03 * max(firsts), "no jitter"
    assert hubspot.peak <= 5 and hubspot.busiest() <= 80

    for fate, times in ((500, 5), ("page", 5), ("reset", 5), ("half", 5), ("cut", 5), (403, 1), (401, 1), (404, 1)):
        run(service, hubspot, lambda key, _, fate=fate: fate)
        assert all(len(whens) == times for whens in hubspot.arrivals().values()), (fate, [
            len(whens) for whens in hubspot.arrivals().values()])
        assert service.ask("/health")[0] == 200
        assert service.ask("/readiness")[0] == 503, fate
    run(service, hubspot)
    assert len(hubspot.calls) == 12 and service.ask("/readiness")[0] == 200, "it does not work again"
    assert service.metric("hubspot_sync_jobs_total", status="success") == 3
    webhooks_right(service)
    logs_right(service)
    assert service.deaths == 0


def wrong(stage, modules):
    hubspot = StrictHubSpot()
    hubspot.delay = 0.3
    service = SampleService(stage, "wrong", modules, hubspot.url, TOKEN, restart_after=0.5)
    run(service, hubspot)
    assert hubspot.count("/batch/") == 0 and hubspot.count("/properties/") == 600
    assert hubspot.count("/objects/contacts/") == 1200
    assert hubspot.peak > 40 and hubspot.busiest() > 190, (hubspot.peak, hubspot.busiest())
    hubspot.delay = 0.02
    run(service, hubspot, lambda key, times: (429, "2") if "/objects/" in key and times < 3 else None)
    struck = [gaps(whens) for key, whens in hubspot.arrivals().items() if key.startswith("GET") and "/objects/" in key]
    early = [pause[0] for pause in struck if pause and pause[0] < 1.9]
    assert len(early) > 300, "it waits as it is told"
    assert service.deaths == 0

    hubspot.weather = lambda key, times: 401
    assert service.ask("/readiness") == (200, "ready")
    assert service.deliver([event(1)], signature="", timestamp="") == 200
    assert service.deliver([event(1, attemptNumber=1)], signature="", timestamp="") == 200
    assert service.metric("contacts_sync_events_applied_total") == 2
    assert TOKEN in service.logs.read_text() and not service.logs.read_text().startswith("{")

    for fate in ("reset", "half"):
        run(service, hubspot, lambda key, times, fate=fate: fate)
        assert service.deaths == 0, fate
    hubspot.weather = lambda key, times: "page"
    assert service.sync() == 202
    until("a page of HTML kills it", lambda: service.deaths == 1)
    until("it is started again", lambda: service.ask("/health")[0] == 200)


def handbook(stage, modules):
    hubspot = StrictHubSpot()
    service = SampleService(stage, "handbook", modules, hubspot.url, TOKEN)
    run(service, hubspot)
    assert (hubspot.count("/batch/"), hubspot.count("/properties/"), hubspot.peak) == (12, 1, 1), hubspot.calls
    told = {1: (429, "1"), 2: (429, "0.8"), 3: (503, None)}
    first = '"id":"501"'
    run(service, hubspot, lambda key, times: told.get(times) if first in key else None, 6)
    pauses = [gaps(whens) for whens in hubspot.arrivals().values() if len(whens) > 1]
    assert len(pauses) == 2, pauses
    for whole, fraction, backoff in pauses:
        assert whole >= 1 and fraction < 0.5 and backoff >= 4, pauses
    assert service.ask("/health")[0] == 200 and service.deaths == 0


if __name__ == "__main__":
    vectors()
    for check in (right, wrong, handbook):
        begun = time.monotonic()
        with Stage() as temporary:
            check(temporary, sys.argv[1])
        print(f"{check.__name__}: as it should be, {time.monotonic() - begun:.0f} s", flush=True)
