#include "app/self_check.h"

#include "base/clock.h"
#include "ui/rules/rules_page.h"

#include <QDir>
#include <QPixmap>
#include <QTimer>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr Duration lookEvery = 250ms;
constexpr int mostLooks = 240; // a minute
/// Time for a page's charts to be answered and its layout to settle.
constexpr Duration settle = 1500ms;

struct CheckedPage {
    ui::Page page = {};
    const char *name = nullptr;
    ui::SourcesPart part = {}; ///< of Sources
    ui::RulesPart rules = {};  ///< of Rules
};

constexpr std::array checkedPages{
    CheckedPage{.page = ui::Page::Now, .name = "now"},
    CheckedPage{.page = ui::Page::Charts, .name = "charts"},
    CheckedPage{.page = ui::Page::Incidents, .name = "incidents"},
    CheckedPage{.page = ui::Page::Rules, .name = "rules", .rules = ui::RulesPart::Rules},
    CheckedPage{.page = ui::Page::Rules, .name = "rules-mutes", .rules = ui::RulesPart::Mutes},
    CheckedPage{.page = ui::Page::Rules, .name = "rules-routes", .rules = ui::RulesPart::Routes},
    CheckedPage{.page = ui::Page::Rules, .name = "rules-ledger", .rules = ui::RulesPart::Ledger},
    CheckedPage{.page = ui::Page::Batch, .name = "batch"},
    CheckedPage{.page = ui::Page::Readiness, .name = "readiness"},
    CheckedPage{.page = ui::Page::Sources, .name = "sources", .part = ui::SourcesPart::Services},
    CheckedPage{.page = ui::Page::Sources, .name = "sources-accounts", .part = ui::SourcesPart::Accounts},
    CheckedPage{.page = ui::Page::Sources, .name = "sources-credentials", .part = ui::SourcesPart::Credentials}};

bool hasReadings(const Snapshot &snapshot)
{
    return std::ranges::any_of(snapshot.services, [](const ServiceState &service) {
        return std::ranges::any_of(service.readings, [](const Reading &reading) {
            return reading.signal == QStringLiteral("api.error_rate") && reading.value.has_value();
        });
    });
}

int colourCount(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    return int(colours.size());
}

} // namespace

SelfCheck::SelfCheck(Console &console, ui::MainWindow &window, QString pictures, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_window(window)
    , m_pictures(std::move(pictures))
{ }

void SelfCheck::start()
{
    look();
}

void SelfCheck::look()
{
    if (hasReadings(*m_console.snapshot())) {
        emit said(QStringLiteral("readings: %1 services").arg(m_console.snapshot()->services.size()));
        return showNext();
    }
    if (++m_looks == mostLooks) {
        emit said(QStringLiteral("no reading of any service within a minute"));
        return emit finished(false);
    }
    QTimer::singleShot(lookEvery, this, &SelfCheck::look);
}

void SelfCheck::showNext()
{
    if (m_next == checkedPages.size())
        return emit finished(m_good);
    const CheckedPage &next = checkedPages[m_next];
    if (next.page == ui::Page::Sources)
        m_window.openSources(next.part);
    else if (next.page == ui::Page::Rules)
        m_window.openRules(next.rules);
    else
        m_window.goTo(next.page);
    m_looks = 0;
    QTimer::singleShot(settle, this, &SelfCheck::paintSettled);
}

void SelfCheck::paintSettled()
{
    // A busy machine reads the history for longer; a chart without a line would be no picture of it.
    if (!m_window.settled() && ++m_looks < mostLooks)
        return QTimer::singleShot(lookEvery, this, &SelfCheck::paintSettled);
    const CheckedPage &checked = checkedPages[m_next++];
    m_good = paint(checked.page, QString::fromLatin1(checked.name)) && m_good;
    showNext();
}

bool SelfCheck::paint(ui::Page page, const QString &name)
{
    const QImage picture = m_window.grab().toImage();
    // A page that failed to draw itself is one flat colour; text alone makes dozens by its smoothed edges.
    const bool drawn = m_window.page() == page && m_window.settled() && colourCount(picture) > 16;
    emit said(QStringLiteral("page %1: %2").arg(name, drawn ? QStringLiteral("drawn") : QStringLiteral("not drawn")));
    if (m_pictures.isEmpty())
        return drawn;
    const QString path = QDir(m_pictures).filePath(name + QStringLiteral(".png"));
    const bool written = QDir().mkpath(m_pictures) && picture.save(path);
    if (!written)
        emit said(QStringLiteral("%1: the picture cannot be written").arg(path));
    return drawn && written;
}

} // namespace hubwatch
