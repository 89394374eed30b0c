#include "checklist/results/results_probe.h"

#include "checklist/portal_day.h"
#include "checklist/results/results_verdicts.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qint64 resultsSlice = 128 * 1024;
constexpr qint64 mostResultsBytes = 2'000'000'000;
constexpr qint64 resultsHead = 64 * 1024;

/// One proof's file being read.
struct OpenResults {
    explicit OpenResults(const QString &path)
        : file(path)
    { }

    QFile file;
    QCryptographicHash hash = QCryptographicHash(QCryptographicHash::Sha256);
    std::unique_ptr<ResultsReader> reader = {};
    TimePoint changedAt = {};
    qint64 bytes = 0;
};

/// Opens what has an end: a device or a pipe could keep us waiting for it.
Result<std::unique_ptr<OpenResults>> openResults(const QString &path)
{
    auto results = std::make_unique<OpenResults>(path);
    const QFileInfo about(path);
    if (!about.exists())
        return fail(Error::Kind::Storage, QStringLiteral("there is no such file"));
    if (!about.isFile())
        return fail(Error::Kind::Storage, QStringLiteral("this is no file of results"));
    if (about.size() > mostResultsBytes)
        return fail(Error::Kind::Storage, QStringLiteral("more than 2 GB"));
    if (!results->file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, QStringLiteral("cannot be read: %1").arg(results->file.errorString()));
    results->changedAt = TimePoint(Duration(about.lastModified().toMSecsSinceEpoch()));
    results->bytes = about.size();
    Result<std::unique_ptr<ResultsReader>> reader = resultsReaderFor(results->file.peek(resultsHead));
    if (!reader)
        return tl::unexpected(reader.error());
    results->reader = std::move(*reader);
    return results;
}

/// Reads the proofs one by one, a slice at a time. Lives in the callbacks it waits for: it dies with their context.
class ResultsLook : public std::enable_shared_from_this<ResultsLook>
{
public:
    ResultsLook(ProbeDoors doors, ResultsOrder order, ProbeCall call)
        : m_doors(doors)
        , m_order(std::move(order))
        , m_call(std::move(call))
    { }

    void later(void (ResultsLook::*step)());
    void begin();

private:
    void nextProof();
    void readOn();
    void take(Verdict verdict);
    void refuse(Outcome outcome, const QString &why);
    void judge(const ImportedResults &results);
    void finish();
    const Proof &proof() const { return m_order.proofs[m_at]; }

    ProbeDoors m_doors;
    ResultsOrder m_order;
    ProbeCall m_call;
    std::size_t m_at = 0; ///< the proof at hand
    std::unique_ptr<OpenResults> m_open = {};
    std::vector<Verdict> m_verdicts = {};
};

void ResultsLook::later(void (ResultsLook::*step)())
{
    m_doors.clock.after(0ms, m_call.context, [self = shared_from_this(), step] { (self.get()->*step)(); });
}

void ResultsLook::begin()
{
    const TimePoint now = m_doors.clock.now();
    if (const std::optional<Verdict> refusal = resultsRefusal(m_order, now))
        return m_call.reply(*refusal);
    if (m_order.kind == ResultsOrder::Kind::Load)
        for (const LoadJob &job : m_order.jobs)
            m_verdicts.push_back(loadJobVerdict(m_order, job, now));
    nextProof();
}

void ResultsLook::nextProof()
{
    m_open.reset();
    if (m_at == m_order.proofs.size())
        return finish();
    if (proof().file.isEmpty())
        return refuse(Outcome::NotRun, QStringLiteral("a sentence does not stand for results: name a file of them"));
    Result<std::unique_ptr<OpenResults>> open = openResults(proof().file);
    if (!open)
        return refuse(open.error().kind == Error::Kind::Storage && !QFileInfo::exists(proof().file) ? Outcome::NotRun
                                                                                                    : Outcome::Error,
                      open.error().detail);
    m_open = std::move(*open);
    later(&ResultsLook::readOn);
}

void ResultsLook::readOn()
{
    const QByteArray slice = m_open->file.read(std::min(resultsSlice, m_open->bytes - m_open->file.pos()));
    if (!slice.isEmpty()) {
        m_open->hash.addData(slice);
        if (const Result<void> taken = m_open->reader->take(slice); !taken)
            return refuse(Outcome::Error, taken.error().detail);
        if (m_call.progress)
            m_call.progress(QStringLiteral("reading %1").arg(QFileInfo(proof().file).fileName()),
                            double(m_open->file.pos()) / double(m_open->bytes));
    }
    if (m_open->file.pos() < m_open->bytes && !slice.isEmpty())
        return later(&ResultsLook::readOn);
    if (m_open->file.pos() < m_open->bytes || QFileInfo(proof().file).size() != m_open->bytes)
        return refuse(Outcome::Error, QStringLiteral("the file changed while it was read; run it again"));
    const Result<ImportedResults> results = m_open->reader->finish();
    if (!results)
        return refuse(Outcome::Error, results.error().detail);
    judge(*results);
}

void ResultsLook::judge(const ImportedResults &results)
{
    const bool hasDay = proof().day.ok();
    const ResultsOrigin origin{.source = QDir::toNativeSeparators(proof().file),
                               .sha256 = QString::fromLatin1(m_open->hash.result().toHex()),
                               .portal = proof().portal,
                               .at = hasDay ? dayBegin(proof().day, QTimeZone::utc()) : m_open->changedAt,
                               .atIsOfFile = !hasDay};
    take(resultsVerdict(m_order, results, origin, m_doors.clock.now()));
}

void ResultsLook::refuse(Outcome outcome, const QString &why)
{
    const QString name = proof().file.isEmpty() ? QStringLiteral("proof") : QFileInfo(proof().file).fileName();
    Verdict verdict = plainVerdict(m_order.item, outcome, QStringLiteral("%1: %2").arg(resultsText(name), why),
                                   m_doors.clock.now());
    verdict.evidence.kind = Evidence::Kind::Import;
    verdict.evidence.source = QDir::toNativeSeparators(proof().file);
    verdict.evidence = sealed(verdict.evidence);
    take(std::move(verdict));
}

void ResultsLook::take(Verdict verdict)
{
    m_verdicts.push_back(std::move(verdict));
    ++m_at;
    later(&ResultsLook::nextProof);
}

void ResultsLook::finish()
{
    // Jobs alone are no tests.
    m_call.reply(m_verdicts.empty()
                     ? plainVerdict(m_order.item, Outcome::NotRun,
                                    QStringLiteral("no results: add a [[proofs]] table with a file of JUnit results"),
                                    m_doors.clock.now())
                     : chosenResults(m_verdicts));
}

} // namespace

Probe resultsProbe(ProbeDoors doors, ResultsOrder order)
{
    return [doors, order = std::move(order)](ProbeCall call) {
        std::make_shared<ResultsLook>(doors, order, std::move(call))->later(&ResultsLook::begin);
    };
}

} // namespace hubwatch
