#!/usr/bin/env python3
"""prometheus_agreement.py HUBWATCHCTL MODULES: Hubwatch and a real Prometheus on one real prom-client service.

rates    after 90 s of small traffic, error rate and p99 are within 10 % of Prometheus' own PromQL
exact    p99 equals histogram_quantile on the same bucket deltas to 1e-9
"""
import random
import sys
import time

from harness import Stage, post, query, seconds_of, until

ERROR_RATE = """sum(rate(hubspot_api_calls_total{status!~"success|2..|429"}[5m]))
 / sum(rate(hubspot_api_calls_total[5m]))"""
P99 = "histogram_quantile(0.99, sum by (le) (rate(hubspot_api_duration_seconds_bucket[5m])))"
STATUSES = ["success", "500", "429"]
ENDPOINTS = ["contacts.batchUpdate", "contacts.search"]


def readings(watch, signal):
    return [line for _, line in watch.objects() if line["type"] == "reading" and line["signal"] == signal]


def born(service):
    """Every child exists before anybody looks: Prometheus does not count the first value of a series it sees born."""
    for endpoint in ENDPOINTS:
        for status in STATUSES:
            post(service + "/call", {"endpoint": endpoint, "status": status})


def rates(hubwatchctl, modules):
    with Stage() as stage:
        service = stage.service(modules, "--traffic")
        born(service)
        prometheus = stage.prometheus([service])
        watch = stage.watch(hubwatchctl, 90, {"contacts-sync": service})
        code = watch.wait(120)
        assert code == 0, f"hubwatchctl watch ended with {code}: {watch.complaints()}"
        for signal, expression in (("api.error_rate", ERROR_RATE), ("api.latency_p99", P99)):
            known = [line for line in readings(watch, signal) if line["value"] is not None]
            assert known, f"{signal}: no reading with a value in 90 s\n{watch.complaints()}"
            ours, at = known[-1]["value"], seconds_of(known[-1]["at"])
            theirs = query(prometheus, expression, at)
            assert theirs is not None, f"{signal}: Prometheus has no answer"
            print(f"{signal}: hubwatch {ours:.6f} (n {known[-1]['n']}), prometheus {theirs:.6f}")
            assert abs(ours - theirs) <= 0.1 * theirs, f"{signal}: {ours} and {theirs} differ by more than 10 %"


def exact(hubwatchctl, modules):
    with Stage() as stage:
        service = stage.service(modules)
        born(service)
        prometheus = stage.prometheus([service], "1s")
        watch = stage.watch(hubwatchctl, 40, {"contacts-sync": service})
        until("a first poll", lambda: readings(watch, "api.latency_p99"))
        until("a first scrape by Prometheus", lambda: query(prometheus, "sum(hubspot_api_calls_total)") == 6)
        before = time.time()
        chance = random.Random(11)
        times = 0
        for _ in range(60):
            many = chance.randint(1, 9)
            post(service + "/call", {"endpoint": chance.choice(ENDPOINTS), "times": many,
                                     "seconds": chance.lognormvariate(-1, 1)})
            times += many
        # n tells that a reading stands on all of the calls and on nothing else.
        settled = until("a reading of all calls", lambda: [
            line for line in readings(watch, "api.latency_p99") if line["n"] == times])[-1]
        until("a scrape of all calls", lambda: query(prometheus, "sum(hubspot_api_calls_total)") == 6 + times)
        after = time.time()
        theirs = query(prometheus, "histogram_quantile(0.99, sum by (le) ("
                       f"hubspot_api_duration_seconds_bucket @ {after:.3f} - hubspot_api_duration_seconds_bucket @ {before:.3f}))")
        print(f"p99 of {times} calls: hubwatch {settled['value']!r}, prometheus {theirs!r}")
        assert abs(settled["value"] - theirs) <= 1e-9, "p99 differs from histogram_quantile"
        assert settled["low"] <= theirs <= (settled["high"] or float("inf")), "p99 lies outside of its own bounds"


if __name__ == "__main__":
    exact(*sys.argv[1:3])
    rates(*sys.argv[1:3])
