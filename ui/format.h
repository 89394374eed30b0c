// Words for figures and instants: every value a person reads goes through here. QDateTime lives here and in axes only.
#pragma once

#include "base/clock.h"
#include "signals/reading.h"
#include "signals/signal.h"

#include <QDateTime>
#include <QString>

namespace hubwatch::ui {

/// What a plotted or listed figure is measured in: a signal's units, and those of any stored metric. State is of
/// services, Status is HubSpot's own.
enum class Unit { Ratio, Count, Seconds, State, Status, Factor, Polls, Days, Number, PerSecond, Bytes, BytesPerSecond };

Unit unitOf(const SignalDefinition &signal);
Unit unitOf(SignalDefinition::Unit unit);

/// Which time people read.
enum class Zone { Local, Utc };

/// "7.2 %", "1.4 s", "340 ms", "38", "2.4 x", "ready", "611 MB", with as many decimals as a person can use. A share
/// below one never reads "100 %".
QString valueText(double value, Unit unit);
QString valueText(double value, SignalDefinition::Unit unit);

/// As valueText(), without decimals that say nothing: thresholds, goals and ticks read "5 %", "3 s".
QString plainText(double value, Unit unit);
QString plainText(double value, SignalDefinition::Unit unit);

/// "2.0 – 5.0 s" between both bounds, ">= 5 s" (with the sign) when `high` is absent.
QString boundsText(double low, std::optional<double> high, Unit unit);

/// The figure of a reading as a headline: bounds for a quantile, else the value; "unknown" and "no data" in words,
/// never a zero in their place.
QString readingText(const Reading &reading, Unit unit);

/// "2,451"
QString countText(std::int64_t count);
/// "n = 2,451"
QString sampleText(std::int64_t n);
/// "611 MB"
QString bytesText(qint64 bytes);

/// How long, roughly, for reading in passing: "40 s", "3 min", "5 h", "2 d". Negative counts as zero.
QString ageText(Duration age);
/// How long, exactly, for clocks that run: "3:10", "1:05:00".
QString heldText(Duration held);
/// A window of time in words: "5 min", "1 h", "24 h", "30 d", "90 s".
QString spanText(Duration span);

/// "09:41:07"
QString clockText(TimePoint at, Zone zone = Zone::Local);
/// "09:41"
QString minuteText(TimePoint at, Zone zone = Zone::Local);
/// "2026-11-23 09:41:07 JST", for hovering and for exports.
QString instantText(TimePoint at, Zone zone = Zone::Local);
/// "JST", "UTC"
QString zoneText(Zone zone, TimePoint at);

QDateTime dateTimeOf(TimePoint at, Zone zone);
TimePoint timePointOf(const QDateTime &at);

} // namespace hubwatch::ui
