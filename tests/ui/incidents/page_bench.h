// IncidentsBench: an IncidentsPage on a canned console that answers what the page asks.
#pragma once

#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "ui/incidents/incidents_page.h"

#include <QApplication>
#include <QListView>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

class IncidentsBench
{
public:
    IncidentsBench()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
        QCoreApplication::setApplicationName(QStringLiteral("Hubwatch"));
        console.history = cannedAnswer;
    }

    FakeAlertDesk &desk() { return console.alertDesk; }

    void open(const Snapshot &snapshot = alertingSnapshot())
    {
        page.resize(1196, 728);
        page.show();
        shown = snapshot;
        console.show(snapshot);
        settle();
    }

    /// The same a little later.
    void later(Duration by)
    {
        shown.at += by;
        console.show(shown);
        settle();
    }

    void settle()
    {
        if (answersAtOnce)
            answerAll();
    }

    void answerAll()
    {
        for (; triaged < desk().triages.size(); ++triaged)
            emit desk().triaged(cannedTriage(desk().triages[triaged]));
        for (; moved < desk().movedQuestions.size(); ++moved)
            emit desk().movedFound(cannedMoved(desk().movedQuestions[moved]));
        QCoreApplication::processEvents();
        console.answerAll();
        QCoreApplication::processEvents();
    }

    void outcome(bool good, const QString &words = {}, qint64 incident = 18)
    {
        emit desk().done({AlertOutcome::Command::Incident, QString::number(incident), good, words});
    }

    template<class Part>
    Part *part(const char *name)
    {
        auto *found = page.findChild<Part *>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }

    QListView *list() { return part<QListView>("incidentView"); }
    static QWidget *focus() { return QApplication::focusWidget(); }

    QTemporaryDir home;
    FakeConsole console;
    ui::IncidentsPage page{console};
    Snapshot shown = {};
    bool answersAtOnce = true;
    size_t triaged = 0;
    size_t moved = 0;
};

} // namespace hubwatch::testing
