#include "ui/rules/route_card.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/rules/route_words.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hubwatch::ui {

RouteCard::RouteCard(const QString &route, QWidget *parent)
    : Panel(parent)
    , m_route(route)
    , m_title(new TextLine(this))
    , m_takes(dialogNote({}, this))
    , m_queue(new TextLine(this))
    , m_last(new TextLine(this))
    , m_proof(new TextLine(this))
    , m_limit(dialogNote({}, this))
    , m_fault(new MarkedSentence(this))
    , m_outcome(new MarkedSentence(this))
    , m_refusedPanel(new QWidget(this))
{
    setObjectName(QStringLiteral("route-%1").arg(route));
    setAccessibleName(tr("Route %1").arg(route));
    setFocusPolicy(Qt::StrongFocus);
    makeActions();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    m_title->setObjectName(QStringLiteral("routeTitle"));
    column->addWidget(m_title);
    column->addWidget(m_takes);
    m_fault->setObjectName(QStringLiteral("routeFault"));
    column->addWidget(m_fault);
    column->addWidget(m_queue);
    column->addWidget(m_last);
    m_proof->setObjectName(QStringLiteral("routeProof"));
    column->addWidget(m_proof);
    m_limit->setProperty("tone", QStringLiteral("dim"));
    column->addWidget(m_limit);
    auto *refused = new QVBoxLayout(m_refusedPanel);
    refused->setContentsMargins(0, 4, 0, 4);
    refused->setSpacing(4);
    m_refusedPanel->hide();
    column->addWidget(m_refusedPanel);
    m_outcome->setObjectName(QStringLiteral("routeOutcome"));
    column->addWidget(m_outcome);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->setContentsMargins(0, 4, 0, 0);
    for (QAction *action : {m_test, m_retry, m_edit, m_remove})
        row->addWidget(partButton(action, this));
    row->addStretch(1);
    column->addLayout(row);
}

void RouteCard::makeActions()
{
    m_test = partAction(this, "testFire", tr("Test fire"), Qt::Key_T,
                        tr("Send a notice marked TEST and wait for the answer"));
    m_retry = partAction(this, "retryRoute", tr("Retry now"), Qt::Key_R, tr("Try what waits at once"));
    m_edit = partAction(this, "editRoute", tr("Edit…"), Qt::Key_E, tr("Change it in the workspace file"));
    m_remove
        = partAction(this, "removeRoute", tr("Remove…"), QKeySequence::Delete, tr("Take it out of the workspace file"));
    connect(m_test, &QAction::triggered, this, [this] {
        m_outcome->setSentence(Mark::Pending, tr("Waiting for the answer…"));
        emit testWanted(m_route);
    });
    connect(m_retry, &QAction::triggered, this, [this] { emit retryWanted(m_route); });
    connect(m_edit, &QAction::triggered, this, [this] { emit editWanted(m_route); });
    connect(m_remove, &QAction::triggered, this, [this] { emit removeWanted(m_route); });
}

void RouteCard::setState(const RouteState &state, const std::vector<Rule> &rules, TimePoint now, const QString &broken)
{
    const MarkedWord word = routeStateWord(state, now);
    const MarkedWord proof = routeProofWord(state, now);
    m_title->setMark(word.mark);
    m_title->setRuns({{m_route, Tone::Normal, true},
                      {routeKindTitle(state.route), Tone::Dim},
                      {word.word, word.mark == Mark::Good ? Tone::Dim : toneOf(word.mark)}});
    m_takes->setText(routeTakesText(state.route, rules));
    m_fault->setSentence(state.refused > 0 ? Mark::Bad : Mark::Warn, state.fault);
    m_queue->setRuns({{routeQueueText(state, now), state.waiting > 0 ? Tone::Normal : Tone::Dim}});
    m_last->setRuns({{routeLastText(state, now), Tone::Dim}});
    m_proof->setMark(proof.mark);
    m_proof->setRuns({{proof.word, proof.mark == Mark::Good ? Tone::Dim : toneOf(proof.mark)}});
    m_limit->setText(routeLimitText(state.route));
    setPossible(m_test, state.testing ? tr("It is being tested.") : QString());
    setPossible(m_retry, state.waiting > 0 ? QString() : tr("Nothing waits."));
    setPossible(m_edit, broken);
    setPossible(m_remove, broken);
    setEdge(word.mark == Mark::Bad || word.mark == Mark::Warn ? std::optional(word.mark) : std::nullopt);
}

void RouteCard::setRefused(const std::vector<LedgerEntry> &entries)
{
    if (entries == m_refused)
        return;
    m_refused = entries;
    qDeleteAll(m_refusedPanel->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (const LedgerEntry &entry : entries) {
        auto *line = new QWidget(m_refusedPanel);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto *words = new TextLine(line);
        words->setMark(Mark::Bad);
        words->setRuns({{entry.subject, Tone::Normal}, {tr("refused at %1").arg(clockText(entry.at)), Tone::Dim}});
        row->addWidget(words, 1);
        QPushButton *retry = dialogButton("retryNotice", tr("Retry"), line);
        QPushButton *drop = dialogButton("dropNotice", tr("Drop"), line);
        retry->setAccessibleName(tr("Retry %1").arg(entry.subject));
        drop->setAccessibleName(tr("Give up %1").arg(entry.subject));
        drop->setToolTip(tr("Nobody is told of it; the ledger keeps that you gave it up"));
        const qint64 notice = entry.notice;
        connect(retry, &QPushButton::clicked, this, [this, notice] { emit noticeRetryWanted(notice); });
        connect(drop, &QPushButton::clicked, this, [this, notice] { emit noticeDropWanted(notice); });
        row->addWidget(retry);
        row->addWidget(drop);
        m_refusedPanel->layout()->addWidget(line);
    }
    m_refusedPanel->setVisible(!entries.empty());
}

void RouteCard::setOutcome(bool good, const QString &words)
{
    m_outcome->setSentence(good ? Mark::Good : Mark::Bad, words);
}

} // namespace hubwatch::ui
