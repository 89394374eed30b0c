#include "app/commands/batch_options.h"

#include "app/commands/command.h"
#include "batch/job_window.h"
#include "hubspot/json_fields.h"

#include <QTime>

namespace hubwatch {

namespace {

using Deed = BatchOptions::Deed;

tl::unexpected<Error> misused(const QString &words)
{
    return fail(Error::Kind::Rejected, words);
}

std::optional<Deed> deedNamed(const QString &word)
{
    if (word == u"plan")
        return Deed::Plan;
    if (word == u"run")
        return Deed::Run;
    if (word == u"resume")
        return Deed::Resume;
    if (word == u"status")
        return Deed::Status;
    if (word == u"undo")
        return Deed::Undo;
    return std::nullopt;
}

/// LEFT=RIGHT; the left side may hold anything but "=".
Result<std::pair<QString, QString>> pairOf(const QString &option, const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'=');
    if (at <= 0)
        return misused(QStringLiteral("%1: expected NAME=VALUE, found \"%2\"").arg(option, text));
    return std::pair(text.first(at), text.sliced(at + 1));
}

Result<std::int64_t> countOf(const QString &option, const QString &text)
{
    bool ok = false;
    const qlonglong count = text.toLongLong(&ok);
    if (!ok || count < 0)
        return misused(QStringLiteral("%1: expected a number of 0 or more, found \"%2\"").arg(option, text));
    return count;
}

/// An instant, or a time of the day in this machine's zone: the next time it is that.
Result<TimePoint> stopByOf(const QString &text, TimePoint now)
{
    if (const std::optional<TimePoint> at = parseInstant(text))
        return *at;
    const QTime time = QTime::fromString(text, QStringLiteral("HH:mm"));
    if (!time.isValid())
        return misused(
            QStringLiteral("--stop-by: expected 05:00 or an instant such as 2026-11-26T05:00:00Z, found \"%1\"")
                .arg(text));
    QDateTime at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count());
    at.setTime(time);
    if (at.toMSecsSinceEpoch() <= now.time_since_epoch().count())
        at = at.addDays(1);
    return TimePoint(Duration(at.toMSecsSinceEpoch()));
}

Result<AssociationLabel> labelOf(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    bool ok = false;
    const int type = text.sliced(colon + 1).toInt(&ok);
    if (colon <= 0 || !ok)
        return misused(
            QStringLiteral("--label: expected CATEGORY:TYPE such as HUBSPOT_DEFINED:279, found \"%1\"").arg(text));
    return AssociationLabel{.category = text.first(colon), .typeId = type};
}

Result<CsvFormat::Encoding> encodingNamed(const QString &text)
{
    using Encoding = CsvFormat::Encoding;
    for (const Encoding encoding :
         {Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::ShiftJis, Encoding::Windows1252}) {
        if (encodingName(encoding).remove(u' ').compare(QString(text).remove(u' '), Qt::CaseInsensitive) == 0)
            return encoding;
    }
    return misused(
        QStringLiteral("--encoding: expected UTF-8, UTF-16LE, UTF-16BE, Shift-JIS or Windows-1252, found \"%1\"")
            .arg(text));
}

Result<char> delimiterNamed(const QString &text)
{
    for (const char known : {',', ';', '\t', '|'}) {
        if (delimiterName(known) == text)
            return known;
    }
    const char16_t sign = text.front().unicode();
    if (text.size() == 1 && sign < 0x7f && (sign == '\t' || sign > ' ') && sign != '"')
        return char(sign);
    return misused(
        QStringLiteral("--delimiter: expected comma, semicolon, tab, bar or one ASCII sign that is no quote, "
                       "found \"%1\"")
            .arg(text));
}

/// Takes options out of the arguments; the first thing wrong stays.
class OptionReader
{
public:
    explicit OptionReader(QStringList &arguments)
        : m_arguments(arguments)
    { }

    QString text(const char *name)
    {
        const QString option = QLatin1StringView(name);
        const std::optional<QString> found = takeOption(m_arguments, option);
        if (found && found->isEmpty())
            wrong(QStringLiteral("%1: a value is missing").arg(option));
        return found.value_or(QString());
    }
    QStringList all(const char *name)
    {
        QStringList texts;
        for (QString one = text(name); !one.isEmpty(); one = text(name))
            texts << one;
        return texts;
    }
    template<class Value, class Read>
    void value(const char *name, Value &into, Read read)
    {
        const QString found = text(name);
        if (found.isEmpty())
            return;
        auto result = read(found);
        if (result)
            into = *result;
        else
            wrong(result.error().detail);
    }
    void count(const char *name, std::int64_t &into)
    {
        value(name, into, [name](const QString &found) { return countOf(QLatin1StringView(name), found); });
    }
    void wrong(const QString &words)
    {
        if (m_wrong.isEmpty())
            m_wrong = words;
    }
    const QString &wrongWords() const { return m_wrong; }

private:
    QStringList &m_arguments;
    QString m_wrong = {};
};

void readSpec(OptionReader &reader, QStringList &arguments, BatchOptions &options)
{
    JobSpec &spec = options.spec;
    spec.account = reader.text("--account");
    spec.object = reader.text("--object");
    reader.value("--operation", spec.operation, [](const QString &found) -> Result<JobOperation> {
        if (const std::optional<JobOperation> named = operationNamed(found))
            return *named;
        return misused(QStringLiteral("--operation: expected update, create, upsert, archive, read, associate or "
                                      "dissociate, found \"%1\"")
                           .arg(found));
    });
    spec.idColumn = reader.text("--id");
    spec.idProperty = reader.text("--id-property");
    for (const QString &text : reader.all("--map")) {
        const auto pair = pairOf(QStringLiteral("--map"), text);
        pair ? spec.mapping.push_back({.column = pair->first, .property = pair->second})
             : reader.wrong(pair.error().detail);
    }
    for (const QString &text : reader.all("--set")) {
        const qsizetype at = text.indexOf(u'=');
        at > 0 ? spec.constants.push_back({.property = text.first(at), .value = text.sliced(at + 1)})
               : reader.wrong(QStringLiteral("--set: expected PROPERTY=VALUE, found \"%1\"").arg(text));
    }
    spec.properties = reader.text("--properties").split(u',', Qt::SkipEmptyParts);
    spec.toObject = reader.text("--to");
    spec.toColumn = reader.text("--to-id");
    reader.value("--label", spec.label, labelOf);
    spec.emptyClears = takeFlag(arguments, QStringLiteral("--empty-clears"));
    spec.skipsUnchanged = !takeFlag(arguments, QStringLiteral("--send-unchanged"));
    spec.keepsBefore = !takeFlag(arguments, QStringLiteral("--no-undo"));
    options.search = reader.text("--search");
    options.mapping = reader.text("--mapping");
    options.rejects = reader.text("--rejects");
    reader.value("--encoding", options.encoding, encodingNamed);
    reader.value("--delimiter", options.delimiter, delimiterNamed);
}

QString missing(const BatchOptions &options)
{
    if (options.deed == Deed::Status && !options.results.isEmpty() && options.job.isEmpty())
        return QStringLiteral("--results: expected the JOB whose results are meant; batch status lists them");
    if (options.deed != Deed::Plan && options.deed != Deed::Run)
        return {};
    if (options.file.isEmpty() == options.search.isEmpty())
        return QStringLiteral("expected a FILE or --search TEXT");
    if (options.spec.account.isEmpty())
        return QStringLiteral("--account: the name of an account of the workspace is missing");
    if (options.spec.object.isEmpty())
        return QStringLiteral(
            "--object: contacts, companies, deals, tickets, products, line_items or a custom object's "
            "type is missing");
    return {};
}

} // namespace

QString batchUsage()
{
    return QStringLiteral(
        "batch plan|run FILE --account NAME --object contacts --operation update|create|upsert|archive|"
        "read --id COLUMN [--map COLUMN=PROPERTY]... [--confirm PORTAL_ID] | resume|status|undo [JOB] "
        "[--confirm PORTAL_ID] [--results FILE]");
}

Result<BatchOptions> parseBatchOptions(QStringList arguments, TimePoint now)
{
    BatchOptions options;
    const QString word = arguments.isEmpty() ? QString() : arguments.takeFirst();
    const std::optional<Deed> deed = deedNamed(word);
    if (!deed)
        return misused(QStringLiteral("expected plan, run, resume, status or undo, found \"%1\"").arg(word));
    options.deed = *deed;
    OptionReader reader(arguments);
    const bool works = *deed == Deed::Plan || *deed == Deed::Run;
    if (works)
        readSpec(reader, arguments, options);
    if (*deed == Deed::Plan)
        reader.count("--sample", options.sampleRows);
    if (*deed != Deed::Plan && *deed != Deed::Status) {
        options.order.confirm = reader.text("--confirm");
        reader.count("--first", options.order.firstRows);
        reader.count("--reserve", options.order.dailyReserve);
        reader.value("--stop-by", options.order.stopBy, [now](const QString &found) { return stopByOf(found, now); });
        reader.value("--window", options.order.schedule, [](const QString &found) { return parseSchedule(found); });
    }
    if (*deed != Deed::Plan)
        options.results = reader.text("--results");
    if (!reader.wrongWords().isEmpty())
        return misused(reader.wrongWords());
    for (const QString &left : std::as_const(arguments)) {
        if (left.startsWith(u'-') && left.size() > 1)
            return misused(QStringLiteral("%1: unknown option, or not one of %2").arg(left, word));
    }
    if (arguments.size() > 1)
        return misused(QStringLiteral("\"%1\": one argument too many").arg(arguments[1]));
    (works ? options.file : options.job) = arguments.value(0);
    if (const QString what = missing(options); !what.isEmpty())
        return misused(what);
    return options;
}

} // namespace hubwatch
