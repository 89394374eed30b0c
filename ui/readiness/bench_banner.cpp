#include "ui/readiness/bench_banner.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/readiness/readiness_words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

constexpr int benchUrlWidth = 220;

} // namespace

BenchBanner::BenchBanner(QWidget *parent)
    : Panel(parent)
    , m_title(new TextLine(this))
    , m_words(dialogNote({}, this))
    , m_url(new QLineEdit(this))
    , m_copy(dialogButton("copyBench", tr("Copy"), this))
{
    setObjectName(QStringLiteral("benchBanner"));
    setEdge(Mark::Pending);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(8);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    m_title->setObjectName(QStringLiteral("benchTitle"));
    m_title->setMark(Mark::Pending);
    m_words->setObjectName(QStringLiteral("benchWords"));
    m_words->setContentsMargins(18, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_words);
    row->addLayout(column, 1);
    m_url->setObjectName(QStringLiteral("benchUrl"));
    m_url->setAccessibleName(tr("Address of the stand-in HubSpot"));
    m_url->setReadOnly(true);
    m_url->setFixedWidth(benchUrlWidth);
    row->addWidget(m_url);
    row->addWidget(m_copy);
    m_copy->setAutoDefault(false);
    m_copy->setToolTip(tr("The address, for the test instance's settings"));
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_url->text()); });
    hide();
}

void BenchBanner::show(const ServiceReadiness &service)
{
    setVisible(!service.benchUrl.isEmpty());
    if (service.benchUrl.isEmpty())
        return;
    const QString words = benchText(service.benchWords, service.readiness.service);
    const QString title = words.isEmpty() ? tr("The stand-in HubSpot is open") : words;
    m_title->setRuns({{title, Tone::Normal, true}});
    const QString where = tr("The test instance of %1 must find HubSpot at this address; point its settings there.")
                              .arg(oneLine(service.readiness.service, 60));
    if (m_words->text() != where)
        m_words->setText(where);
    if (m_url->text() != service.benchUrl)
        m_url->setText(service.benchUrl);
    setAccessibleName(title);
    setAccessibleDescription(where + u' ' + service.benchUrl);
}

} // namespace hubwatch::ui
