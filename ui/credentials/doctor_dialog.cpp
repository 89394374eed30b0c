#include "ui/credentials/doctor_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/shell/text_line.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

Mark markOf(DoctorStep::Outcome outcome)
{
    switch (outcome) {
    case DoctorStep::Outcome::Good: return Mark::Good;
    case DoctorStep::Outcome::Bad: return Mark::Bad;
    case DoctorStep::Outcome::Skipped: return Mark::None;
    }
    Q_UNREACHABLE();
}

QString outcomeWord(DoctorStep::Outcome outcome)
{
    switch (outcome) {
    case DoctorStep::Outcome::Good: return DoctorDialog::tr("good");
    case DoctorStep::Outcome::Bad: return DoctorDialog::tr("bad");
    case DoctorStep::Outcome::Skipped: return DoctorDialog::tr("skipped");
    }
    Q_UNREACHABLE();
}

} // namespace

QString doctorText(const DoctorReport &report)
{
    QStringList lines{DoctorDialog::tr("Keychain doctor, %1: %2").arg(instantText(report.at), report.vault.name)};
    for (const DoctorStep &step : report.steps)
        lines << QStringLiteral("%1: %2 %3").arg(step.name, outcomeWord(step.outcome), step.words).trimmed();
    return lines.join(u'\n');
}

DoctorDialog::DoctorDialog(Console &console, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_verdict(new MarkedSentence(this))
    , m_steps(new Panel(this))
{
    m_column = dialogColumn(*this, QStringLiteral("doctorDialog"), tr("Keychain doctor"), 560);
    m_column->addWidget(dialogNote(
        tr("Writes, reads and deletes an entry of its own in the keychain. No secret of yours is touched."), this));
    m_verdict->setObjectName(QStringLiteral("doctorVerdict"));
    m_column->addWidget(m_verdict);
    m_column->addWidget(m_steps);
    m_column->addStretch(1);
    auto *row = new QHBoxLayout;
    m_copy = dialogButton("copyDoctor", tr("Copy"), this);
    m_again = dialogButton("runDoctor", tr("Run again"), this);
    auto *close = dialogButton("closeButton", tr("Close"), this, true);
    row->addWidget(m_copy);
    row->addStretch(1);
    row->addWidget(m_again);
    row->addWidget(close);
    m_column->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_again, &QPushButton::clicked, this, &DoctorDialog::run);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    connect(&m_console.credentials(), &CredentialDesk::doctorReported, this, &DoctorDialog::showReport);
    run();
}

void DoctorDialog::run()
{
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_verdict->setSentence(Mark::Pending, tr("Asking the keychain… A prompt of it may stand open."));
    m_console.credentials().runDoctor();
}

void DoctorDialog::showReport(const DoctorReport &report)
{
    m_again->setEnabled(true);
    m_copy->setEnabled(true);
    m_text = doctorText(report);
    const bool good = report.good();
    const QString words = report.vault.words.isEmpty() ? vaultProblem(report.vault) : report.vault.words;
    m_verdict->setSentence(good ? Mark::Good : Mark::Bad,
                           good ? tr("%1 works.").arg(report.vault.name)
                                : (words.isEmpty() ? tr("%1 does not work.").arg(report.vault.name) : words));
    auto *fresh = new Panel(this);
    auto *grid = new QGridLayout(fresh);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    int at = 0;
    for (const DoctorStep &step : report.steps) {
        auto *name = new TextLine(fresh);
        name->setMark(markOf(step.outcome));
        name->setRuns({{step.name}});
        auto *outcome = new TextLine(fresh);
        outcome->setRuns({{outcomeWord(step.outcome), toneOf(markOf(step.outcome))}});
        grid->addWidget(name, at, 0, Qt::AlignTop);
        grid->addWidget(outcome, at, 1, Qt::AlignTop);
        grid->addWidget(dialogNote(step.words, fresh), at, 2);
        name->setAccessibleName(QStringLiteral("%1: %2. %3").arg(step.name, outcomeWord(step.outcome), step.words));
        ++at;
    }
    delete m_column->replaceWidget(m_steps, fresh);
    m_steps->deleteLater();
    m_steps = fresh;
}

} // namespace hubwatch::ui
