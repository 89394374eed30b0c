// What hubwatchctl check prints.
#pragma once

#include "checklist/readiness.h"

#include <QByteArray>

namespace hubwatch {

/// Whether nothing keeps a release back: of all items, or of those that were asked for.
bool isGood(const Readiness &readiness, const QStringList &items);

/// One JSON object with service, level, ready, counts and items.
QByteArray readinessLine(const Readiness &readiness, const QStringList &items);
/// A line an item, then what to do about those that do not pass, then the sum.
QString readinessText(const Readiness &readiness, const QStringList &items);

} // namespace hubwatch
