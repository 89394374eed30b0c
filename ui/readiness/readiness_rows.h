// Readiness rows: a service's checklist as the rows of a table. Pure.
#pragma once

#include "ui/readiness/readiness_words.h"
#include "ui/rules/cell_model.h"

namespace hubwatch::ui {

/// State (strong where it keeps a release back), title, what was measured, evidence.
std::vector<CellColumn> checklistColumns();
/// A heading for each group, its items below; what is being looked at says how far it is.
std::vector<CellRow> checklistRows(const ServiceReadiness &service, TimePoint now);
/// "3 of 4 pass", "not asked for"
QString groupText(const Readiness &readiness, const QString &group);
QStringList itemsOf(const Readiness &readiness, const QString &group);
const ItemStanding *standingOf(const Readiness &readiness, const QString &item);
/// How far an item is, 0..100; nothing where nobody knows.
std::optional<int> percentOf(const ItemProgress &progress);

} // namespace hubwatch::ui
