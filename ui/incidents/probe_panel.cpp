#include "ui/incidents/probe_panel.h"

#include "ui/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

QString stepText(const QString &name, std::optional<Duration> took)
{
    return took ? QStringLiteral("%1 %2 ms").arg(name).arg(took->count()) : ProbePanel::tr("%1 –").arg(name);
}

QLabel *probeWords(const QString &text, QWidget *parent)
{
    auto *words = new QLabel(text, parent);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setProperty("tone", QStringLiteral("dim"));
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setFocusPolicy(Qt::NoFocus);
    return words;
}

} // namespace

QString probeSteps(const HubSpotProbe &probe)
{
    return QStringList{stepText(QStringLiteral("DNS"), probe.dns), stepText(ProbePanel::tr("connect"), probe.connect),
                       stepText(QStringLiteral("TLS"), probe.tls),
                       stepText(ProbePanel::tr("first byte"), probe.firstByte)}
        .join(QStringLiteral(" · "));
}

QString probeFacts(const HubSpotProbe &probe)
{
    QStringList facts{probe.fingerprint.isEmpty() ? ProbePanel::tr("without a token")
                                                  : ProbePanel::tr("token %1").arg(probe.fingerprint)};
    if (!probe.region.isEmpty())
        facts << ProbePanel::tr("region %1").arg(probe.region);
    facts << probe.host;
    if (!probe.address.isEmpty())
        facts << probe.address;
    if (probe.status > 0)
        facts << ProbePanel::tr("status %1").arg(probe.status);
    return facts.join(QStringLiteral(" · "));
}

ProbePanel::ProbePanel(QPushButton *probe, QWidget *parent)
    : Panel(parent)
    , m_rows(new QVBoxLayout)
    , m_note(new QLabel(tr("One read-only call: how far it comes, with which token, to which region."), this))
{
    setObjectName(QStringLiteral("probePanel"));
    setAccessibleName(tr("HubSpot from here"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 12);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    auto *heading = new QLabel(tr("HubSpot from here"), this);
    heading->setProperty("heading", true);
    head->addWidget(heading, 1);
    head->addWidget(probe);
    column->addLayout(head);
    m_note->setObjectName(QStringLiteral("probeNote"));
    m_note->setProperty("tone", QStringLiteral("dim"));
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    m_rows->setSpacing(10);
    column->addLayout(m_rows);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void ProbePanel::setAsked(const QStringList &accounts)
{
    m_probes.clear();
    m_waiting = accounts;
    showProbes();
}

void ProbePanel::setProbe(const HubSpotProbe &probe)
{
    if (m_waiting.removeAll(probe.account) == 0) // another page asked
        return;
    m_probes[probe.account] = probe;
    showProbes();
}

std::vector<HubSpotProbe> ProbePanel::probes() const
{
    std::vector<HubSpotProbe> all;
    for (const auto &[account, probe] : m_probes)
        all.push_back(probe);
    return all;
}

void ProbePanel::showProbes()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto &[account, probe] : m_probes) {
        auto *box = new QWidget(this);
        box->setObjectName(QStringLiteral("probe:") + account);
        auto *column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(1);
        auto *head = new TextLine(box);
        head->setMark(probe.good ? Mark::Good : Mark::Bad);
        head->setRuns({{account.isEmpty() ? QStringLiteral("HubSpot") : account, Tone::Normal, true},
                       {clockText(probe.at), Tone::Dim}});
        column->addWidget(head);
        for (const QString &line : {probe.words, probeSteps(probe), probeFacts(probe)})
            column->addWidget(probeWords(line, box));
        box->setAccessibleName(
            QStringLiteral("%1: %2. %3. %4").arg(account, probe.words, probeSteps(probe), probeFacts(probe)));
        m_rows->addWidget(box);
    }
    m_note->setVisible(m_probes.empty() || waiting());
    m_note->setText(waiting() ? tr("Asking HubSpot…")
                              : tr("One read-only call: how far it comes, with which token, to which region."));
}

} // namespace hubwatch::ui
