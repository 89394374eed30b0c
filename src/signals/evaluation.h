// Evaluation: a reading in the making. For the files that evaluate signals.
#pragma once

#include "signals/evaluate.h"

#include <QStringList>

namespace hubwatch {

/// One evaluation: the reading in the making and all it is made from.
struct Evaluation {
    const SignalDefinition &signal;
    const History &history;
    const SignalContext &context;
    TimePoint now;
    Reading reading = {};
    QStringList notes = {};

    void know(double value, double n);
    void unknown(const QString &why);
    void noData(const QString &why);
};

/// The newest good scrape, if it is new enough to speak of the present; says what is wrong otherwise.
const Frame *freshFrame(Evaluation &e);

/// The signals that only accounts have.
void readQuotaDaily(Evaluation &e);
void readQuotaUsed(Evaluation &e);
void readCredentialAge(Evaluation &e);
void readHubSpotStatus(Evaluation &e);

} // namespace hubwatch
