#include "ui/sources/part_actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

constexpr auto tipProperty = "hubwatchTip";

void follow(QPushButton *button, const QAction *action)
{
    button->setText(action->text());
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->toolTip());
    button->setAccessibleDescription(action->toolTip());
}

} // namespace

QAction *partAction(QWidget *part, const char *name, const QString &text, const QKeySequence &keys, const QString &tip)
{
    auto *action = new QAction(text, part);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setProperty(tipProperty, tip);
    part->addAction(action);
    setPossible(action, {});
    return action;
}

QPushButton *partButton(QAction *action, QWidget *parent, bool primary)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setProperty("primary", primary);
    follow(button, action);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, [button, action] { follow(button, action); });
    return button;
}

void followAction(QPushButton *button, QAction *action)
{
    const auto weigh = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    weigh();
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, weigh);
}

void setPossible(QAction *action, const QString &reasonAgainst)
{
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    QString tip = action->property(tipProperty).toString();
    if (!keys.isEmpty())
        tip += QStringLiteral(" (%1)").arg(keys);
    if (!reasonAgainst.isEmpty())
        tip += u'\n' + reasonAgainst;
    action->setToolTip(tip);
    action->setEnabled(reasonAgainst.isEmpty());
}

QString brokenFileReason(const Snapshot &snapshot)
{
    return snapshot.workspaceProblems.empty()
        ? QString()
        : QCoreApplication::translate(
            "sources", "The workspace file has mistakes; mend it first, or saving would overwrite them.");
}

} // namespace hubwatch::ui
