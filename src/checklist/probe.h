// Probe: one look at a service, which answers with a verdict.
#pragma once

#include "checklist/evidence.h"
#include "net/http.h"
#include "vault/credential_reader.h"

namespace hubwatch {

class ProcessRunner;

/// What probes work with; all of it outlives them.
struct ProbeDoors {
    HttpClient &http; ///< follows no redirect and repeats nothing by itself
    Clock &clock;
    ProcessRunner &processes;
    CredentialReader &secrets;
};

struct ProbeCall {
    QObject *context = nullptr; ///< drops the probe when it dies
    /// Called exactly once, later, on the caller's thread.
    std::function<void(Verdict)> reply = {};
    /// May be called any number of times before: what it does now, in a few words, and how far it is, 0..1 or less than
    /// 0 where nobody knows.
    std::function<void(const QString &words, double share)> progress = {};
};

/// Begins the look. Whatever goes wrong on the way is a verdict (NotRun with the key to add, Error with what happened).
using Probe = std::function<void(ProbeCall)>;

} // namespace hubwatch
