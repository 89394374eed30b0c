// Part actions: what can be done on a part of Sources, with its key, its tool tip and the reason when it cannot.
#pragma once

#include "snapshot/snapshot.h"

#include <QKeySequence>

class QAction;
class QPushButton;
class QWidget;

namespace hubwatch::ui {

/// Works while the keyboard is inside `part`. `tip` says what it does.
QAction *partAction(QWidget *part, const char *name, const QString &text, const QKeySequence &keys, const QString &tip);
/// A button that follows the action: enabled, tool tip, and what screen readers say.
QPushButton *partButton(QAction *action, QWidget *parent, bool primary = false);
/// A button that stands already does what the action does, when it may; the words stay its own.
void followAction(QPushButton *button, QAction *action);
/// Enables the action when there is no reason against it; the reason stands in its tool tip.
void setPossible(QAction *action, const QString &reasonAgainst);

/// Why nothing may be written into the workspace file now; empty when it may.
QString brokenFileReason(const Snapshot &snapshot);

} // namespace hubwatch::ui
