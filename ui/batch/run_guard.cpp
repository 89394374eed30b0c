#include "ui/batch/run_guard.h"

#include "batch/job_window.h"
#include "ui/batch/job_choices.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/shell/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int guardWidth = 480;

/// What it means for the one who must live with it.
QString consequence(const JobSpec &spec)
{
    if (!spec.undoes.isEmpty())
        return RunGuard::tr("It takes back what job %1 wrote, except where somebody changed it since.")
            .arg(spec.undoes);
    switch (spec.operation) {
    case JobOperation::Archive:
        return RunGuard::tr("They vanish from lists, reports and workflows. HubSpot keeps them for 90 days.");
    case JobOperation::Dissociate: return RunGuard::tr("The bonds are gone; no label of theirs is kept by HubSpot.");
    case JobOperation::Create: return RunGuard::tr("The undo archives what was made.");
    case JobOperation::Associate: return RunGuard::tr("The undo takes the new associations away.");
    case JobOperation::Update:
    case JobOperation::Upsert:
        return spec.keepsBefore ? RunGuard::tr("What was there is kept, so that it can be undone.")
                                : RunGuard::tr("What was there is not kept: this cannot be undone.");
    case JobOperation::Read: return {};
    }
    Q_UNREACHABLE();
}

QString firstUpper(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

std::optional<GuardedRun> guardedRun(const Plan &plan, const RunOrder &order, const Snapshot &snapshot)
{
    const auto account = std::ranges::find(snapshot.accounts, plan.spec.account,
                                           [](const AccountState &state) { return state.config.name; });
    const bool became = account != snapshot.accounts.end() && isProduction(account->config, account->details);
    if (!(plan.spec.production || became) || !writes(plan.spec.operation))
        return {};
    GuardedRun run{.spec = plan.spec, .rows = plan.accepted};
    run.spec.production = true;
    if (order.firstRows > 0)
        run.rows = std::min(run.rows, order.firstRows);
    if (plan.spec.portal > 0)
        run.names << QString::number(plan.spec.portal);
    if (account != snapshot.accounts.end() && account->details && !account->details->name.isEmpty())
        run.names << account->details->name;
    run.when
        = order.schedule ? RunGuard::tr("in the window %1").arg(scheduleText(*order.schedule)) : RunGuard::tr("now");
    return run;
}

RunGuard::RunGuard(const GuardedRun &run, QWidget *parent)
    : QDialog(parent)
    , m_typed(new QLineEdit(this))
    , m_confirm(dialogButton("confirmRun", {}, this, true))
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("runGuard"), tr("Write to production"), guardWidth);
    setModal(true);
    const bool harsh = isDestructive(run.spec.operation);
    const QString deed = operationDeed(run.spec.operation, run.rows, run.spec.object);
    auto *tag = new AccountTag(this);
    tag->setAccount(run.spec.production, run.spec.account, run.spec.portal);
    column->addWidget(tag);
    auto *rows = new FigureView("guardRows", tr("rows will be sent, %1").arg(run.when), this);
    rows->setFigure(countText(run.rows), harsh ? Tone::Bad : Tone::Normal);
    column->addWidget(rows);
    auto *sentence = new TextLine(this);
    sentence->setObjectName(QStringLiteral("guardDeed"));
    sentence->setMark(harsh ? Mark::Bad : Mark::Warn);
    sentence->setRuns({{tr("%1 in production.").arg(firstUpper(deed)), harsh ? Tone::Bad : Tone::Normal, true}});
    column->addWidget(sentence);
    column->addWidget(dialogNote(consequence(run.spec), this));
    QStringList quoted;
    for (const QString &name : run.names)
        quoted << QStringLiteral("“%1”").arg(name);
    column->addWidget(dialogHeading(tr("Type %1 to confirm").arg(quoted.join(tr(" or "))), this));
    m_typed->setObjectName(QStringLiteral("guardTyped"));
    m_typed->setAccessibleName(tr("Id or name of the portal"));
    column->addWidget(m_typed);
    m_confirm->setText(firstUpper(deed));
    if (harsh)
        setDanger(*m_confirm);
    m_confirm->setEnabled(false);
    QPushButton *cancel = dialogButton("cancelRun", tr("Cancel"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_confirm);
    column->addLayout(row);
    connect(m_typed, &QLineEdit::textChanged, this, [this, names = run.names](const QString &typed) {
        m_confirm->setEnabled(names.contains(typed.trimmed()));
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        const QString typed = m_typed->text().trimmed();
        accept();
        emit confirmed(typed);
    });
    m_typed->setFocus();
}

} // namespace hubwatch::ui
