#include "ui/credentials/leak_drill_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

QStandardItem *cell(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    item->setToolTip(text);
    return item;
}

} // namespace

LeakDrillDialog::LeakDrillDialog(Console &console, const QString &account, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_account(account)
    , m_state(new MarkedSentence(this))
{
    QVBoxLayout *column
        = dialogColumn(*this, QStringLiteral("leakDrillDialog"), tr("Leak drill for %1").arg(account), 840);
    resize(840, 640);
    m_state->setObjectName(QStringLiteral("leakState"));
    column->addWidget(m_state);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *ground = new QWidget(area);
    m_body = new QVBoxLayout(ground);
    m_body->setContentsMargins(0, 0, 8, 0);
    m_body->setSpacing(8);
    area->setWidget(ground);
    column->addWidget(area, 1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *close = dialogButton("closeButton", tr("Close"), this, true);
    row->addWidget(close);
    column->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_noteProblem = new MarkedSentence(this);
    m_noteProblem->setObjectName(QStringLiteral("leakNoteProblem"));
    column->insertWidget(2, m_noteProblem);
    connect(&m_console.credentials(), &CredentialDesk::done, this, &LeakDrillDialog::takeOutcome);
    connect(&m_console.credentials(), &CredentialDesk::leakReported, this, &LeakDrillDialog::showReport);
    m_state->setSentence(Mark::Pending, tr("Gathering last uses and the portal's security activity…"));
    m_console.credentials().drillLeak(account);
}

void LeakDrillDialog::showReport(const LeakReport &report)
{
    if (report.account != m_account || m_shown)
        return;
    m_shown = true;
    m_state->setSentence(Mark::Warn,
                         tr("If %1 has leaked, work down the steps; each tick is noted with its time.")
                             .arg(report.fingerprint.isEmpty() ? tr("the token") : report.fingerprint));
    addSteps(report);
    addUses(report);
    addEvents(report);
    addPath(report);
    m_body->addStretch(1);
}

/// Comes only when a note could not be written: the tick stands on the screen alone.
void LeakDrillDialog::takeOutcome(const CredentialOutcome &outcome)
{
    if (outcome.command != CredentialOutcome::Command::NoteLeakStep || outcome.good)
        return;
    m_noteProblem->setSentence(
        Mark::Bad, tr("The last tick is not in the file: %1 Write the time down elsewhere.").arg(outcome.words));
}

void LeakDrillDialog::addSteps(const LeakReport &report)
{
    m_body->addWidget(dialogHeading(tr("Steps"), this));
    int number = 0;
    for (const QString &step : report.steps) {
        auto *row = new QHBoxLayout;
        row->setSpacing(10);
        auto *box = new QCheckBox(this);
        box->setObjectName(QStringLiteral("leakStep%1").arg(++number));
        box->setAccessibleName(QStringLiteral("%1. %2").arg(number).arg(step));
        box->setToolTip(tr("Note it as done"));
        auto *words = dialogNote(QStringLiteral("%1.  %2").arg(number).arg(step), this);
        words->setProperty("tone", QStringLiteral("normal"));
        auto *when = new QLabel(this);
        when->setProperty("tone", QStringLiteral("dim"));
        when->setObjectName(QStringLiteral("leakWhen%1").arg(number));
        row->addWidget(box, 0, Qt::AlignTop);
        row->addWidget(words, 1);
        row->addWidget(when, 0, Qt::AlignTop);
        m_body->addLayout(row);
        connect(box, &QCheckBox::toggled, this, [this, when, step, path = report.path](bool done) {
            const TimePoint now{Duration(QDateTime::currentMSecsSinceEpoch())};
            when->setText(done ? tr("done %1").arg(clockText(now)) : tr("taken back %1").arg(clockText(now)));
            // The file keeps both: what was ticked by mistake was not done.
            m_console.credentials().noteLeakStep(path, done ? step : tr("taken back: %1").arg(step));
        });
    }
}

void LeakDrillDialog::addUses(const LeakReport &report)
{
    m_body->addSpacing(4);
    m_body->addWidget(dialogHeading(tr("Last uses"), this));
    if (report.lastUses.isEmpty())
        m_body->addWidget(dialogNote(tr("None is known, which proves nothing: HubSpot lists no single calls."), this));
    for (const QString &use : report.lastUses)
        m_body->addWidget(dialogNote(use, this));
}

void LeakDrillDialog::addEvents(const LeakReport &report)
{
    m_body->addSpacing(4);
    m_body->addWidget(dialogHeading(tr("Security activity of the portal"), this));
    if (!report.eventsProblem.isEmpty()) {
        auto *problem = new MarkedSentence(this);
        problem->setObjectName(QStringLiteral("leakEventsProblem"));
        problem->setSentence(Mark::Blind, report.eventsProblem);
        m_body->addWidget(problem);
        return;
    }
    if (report.events.empty()) {
        m_body->addWidget(dialogNote(tr("HubSpot tells of nothing in the last seven days."), this));
        return;
    }
    auto *table = new QTreeView(this);
    table->setObjectName(QStringLiteral("leakEvents"));
    table->setAccessibleName(tr("Security activity"));
    table->setRootIsDecorated(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    auto *model = new QStandardItemModel(table);
    model->setHorizontalHeaderLabels({tr("When"), tr("What"), tr("Who"), tr("From")});
    for (const SecurityEvent &event : report.events)
        model->appendRow({cell(instantText(event.at)), cell(event.type), cell(event.user),
                          cell(QStringList{event.ip, event.location}.join(u' ').trimmed())});
    table->setModel(model);
    table->header()->setStretchLastSection(true);
    for (int at = 0; at < 3; ++at)
        table->resizeColumnToContents(at);
    const int rows = std::min(8, int(report.events.size()));
    table->setFixedHeight(30 + rows * 24 + 4);
    m_body->addWidget(table);
}

void LeakDrillDialog::addPath(const LeakReport &report)
{
    m_body->addSpacing(4);
    if (report.path.isEmpty()) {
        auto *problem = new MarkedSentence(this);
        problem->setSentence(Mark::Bad, tr("The report could not be written: copy what you need from here."));
        m_body->addWidget(problem);
        return;
    }
    auto *row = new QHBoxLayout;
    auto *path = dialogNote(tr("Kept in %1").arg(QDir::toNativeSeparators(report.path)), this);
    path->setObjectName(QStringLiteral("leakPath"));
    path->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *copy = dialogButton("copyLeakPath", tr("Copy the path"), this);
    connect(copy, &QPushButton::clicked, this,
            [at = report.path] { QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(at)); });
    row->addWidget(path, 1);
    row->addWidget(copy);
    m_body->addLayout(row);
}

} // namespace hubwatch::ui
