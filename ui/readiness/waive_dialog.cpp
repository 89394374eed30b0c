#include "ui/readiness/waive_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/readiness/day_field.h"
#include "ui/readiness/readiness_rows.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int waiveWidth = 560;

/// What waiverComplaint() would say by the keys of the file, by the labels that stand here.
QString waiverWords(const Waiver &waiver)
{
    using std::chrono::sys_days;
    const auto says = [](const char *text) { return WaiveDialog::tr(text); };
    if (waiver.reason.isEmpty())
        return says("Reason: say why the item may wait.");
    if (waiver.owner.isEmpty())
        return says("Owner: say who mends it.");
    if (waiver.approver.isEmpty())
        return says("Approver: say who allows it.");
    const QString complaint = waiverComplaint(waiver);
    if (complaint.startsWith(u"approver:"))
        return says("Approver: %1 is the owner as well; somebody else has to allow it.")
            .arg(oneLine(waiver.approver, 80));
    if (complaint.isEmpty() || !waiver.until.ok())
        return complaint.isEmpty() ? QString() : says("Until: give its last day; a waiver without an end is none.");
    const auto last = std::chrono::year_month_day(sys_days(waiver.granted) + std::chrono::days(longestWaiverDays));
    return (sys_days(waiver.until) < sys_days(waiver.granted) ? says("Until: %1 is over; give a day from today to %2.")
                                                              : says("Until: %1 is too far; %2 is the latest."))
        .arg(dateText(waiver.until), dateText(last));
}

} // namespace

WaiveDialog::WaiveDialog(Console &console, const QString &serviceName, const QString &item, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_service(serviceName)
    , m_item(item)
    , m_problem(new MarkedSentence(this))
{
    const ServiceReadiness *shown = service();
    const ItemStanding *standing = shown ? standingOf(shown->readiness, item) : nullptr;
    m_today = shown ? todayOf(shown->readiness, console.snapshot()->at) : std::chrono::year_month_day();
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("waiveDialog"), tr("Waive an item"), waiveWidth);
    column->addWidget(dialogHeading(standing ? oneLine(standing->item.title) : item, this));
    column->addWidget(
        dialogNote(tr("Until its last day the item keeps no release back; after it, it does again, whatever is "
                      "measured short of a pass. The waiver stands in the workspace file, so that the team "
                      "reviews it."),
                   this));
    auto *existing = new MarkedSentence(this);
    existing->setObjectName(QStringLiteral("existingWaiver"));
    column->addWidget(existing);
    QFormLayout *form = dialogForm(*column);
    const std::optional<Waiver> before = standing ? standing->waiver : std::nullopt;
    m_reason = dialogField(*form, "waiveReason", tr("&Reason"), before ? before->reason : QString(), this);
    m_reason->setPlaceholderText(tr("why it may wait, such as “sandbox being rebuilt”"));
    const QString owner = standing ? standing->owner : QString();
    m_owner = dialogField(*form, "waiveOwner", tr("&Owner"), before ? before->owner : owner, this);
    m_owner->setPlaceholderText(tr("who mends it"));
    m_approver = dialogField(*form, "waiveApprover", tr("&Approver"), before ? before->approver : QString(), this);
    m_approver->setPlaceholderText(tr("who allows it; not the owner"));
    m_until = new DayField("waiveUntil", tr("Until"), m_today, {7, 30, longestWaiverDays}, this);
    if (before)
        m_until->setDay(before->until);
    form->addRow(tr("&Until"), m_until);
    QLabel *lastDay
        = dialogNote(tr("Its last day, whole, in the portal's time (%1); at most %2 days on.")
                         .arg(shown ? QString::fromUtf8(zoneOf(shown->readiness).id()) : QStringLiteral("UTC"))
                         .arg(longestWaiverDays),
                     this);
    lastDay->setWordWrap(false);
    form->addRow(QString(), lastDay);
    if (before)
        existing->setSentence(standing->waived == WaiverStanding::Expired ? Mark::Bad : Mark::None,
                              waiverText(*standing));
    m_problem->setObjectName(QStringLiteral("waiveProblem"));
    column->addWidget(m_problem);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_end = dialogButton("endWaiver", tr("End the waiver"), this);
    m_end->setVisible(before.has_value());
    row->addWidget(m_end);
    row->addStretch(1);
    QPushButton *cancel = dialogButton("cancelWaive", tr("Cancel"), this);
    m_send = dialogButton("sendWaive", before ? tr("Replace the waiver") : tr("Waive"), this, true);
    row->addWidget(cancel);
    row->addWidget(m_send);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_send, &QPushButton::clicked, this, &WaiveDialog::send);
    connect(m_end, &QPushButton::clicked, this, &WaiveDialog::end);
    const auto edited = [this] {
        m_refusal.clear();
        weigh();
    };
    for (const QLineEdit *field : {m_reason, m_owner, m_approver})
        connect(field, &QLineEdit::textChanged, this, edited);
    connect(m_until, &DayField::changed, this, edited);
    connect(&m_console.readiness(), &ReadinessDesk::done, this, &WaiveDialog::takeOutcome);
    m_reason->setFocus();
    weigh();
}

const ServiceReadiness *WaiveDialog::service() const
{
    const auto &services = m_console.snapshot()->readiness.services;
    const auto found = std::ranges::find_if(
        services, [this](const ServiceReadiness &one) { return one.readiness.service == m_service; });
    return found == services.end() ? nullptr : &*found;
}

Waiver WaiveDialog::waiver() const
{
    return {.service = m_service,
            .item = m_item,
            .reason = m_reason->text().trimmed(),
            .owner = m_owner->text().trimmed(),
            .approver = m_approver->text().trimmed(),
            .granted = m_today,
            .until = m_until->day().value_or(std::chrono::year_month_day())};
}

void WaiveDialog::weigh()
{
    QString complaint = m_until->complaint();
    if (!complaint.isEmpty())
        complaint = tr("Until: %1").arg(complaint);
    if (complaint.isEmpty())
        complaint = waiverWords(waiver());
    // An empty form is no mistake yet.
    const bool begun = !m_reason->text().isEmpty() || !m_approver->text().isEmpty();
    const QString shown = m_refusal.isEmpty() ? complaint : m_refusal;
    m_problem->setSentence(m_refusal.isEmpty() && !begun ? Mark::NotYet : Mark::Bad, shown);
    m_send->setEnabled(!m_waiting && complaint.isEmpty());
    m_end->setEnabled(!m_waiting);
}

void WaiveDialog::send()
{
    m_waiting = ReadinessOutcome::Command::Waive;
    m_refusal.clear();
    weigh();
    m_console.readiness().waive(waiver());
}

void WaiveDialog::end()
{
    m_waiting = ReadinessOutcome::Command::EndWaiver;
    m_refusal.clear();
    weigh();
    m_console.readiness().endWaiver(m_service, m_item);
}

void WaiveDialog::takeOutcome(const ReadinessOutcome &outcome)
{
    if (m_waiting != outcome.command || outcome.service != m_service || outcome.item != m_item)
        return;
    m_waiting.reset();
    if (outcome.problem.isEmpty()) {
        close();
        return;
    }
    m_refusal = outcome.problem;
    weigh();
}

} // namespace hubwatch::ui
