#include "batch/row_match.h"

#include "hubspot/json_fields.h"

#include <QRegularExpression>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView otherAddresses{"hs_additional_emails"};
constexpr Duration clocksDiffer = 60s;

/// "12.50" -> "12.5"; nothing for text that is no plain number. Digits with a zero in front are none: they are codes.
std::optional<QString> plainNumber(QStringView text)
{
    static const QRegularExpression form(QStringLiteral("^(-?)(0|[1-9][0-9]*)(?:\\.([0-9]*))?$"));
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    QString fraction = match.captured(3);
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    const QString whole = match.captured(2);
    const bool isZero = fraction.isEmpty() && whole == u"0";
    return (isZero ? QString() : match.captured(1)) + whole + (fraction.isEmpty() ? QString() : u'.' + fraction);
}

/// Milliseconds that could be a date after 1973, an ISO date, or an ISO instant.
std::optional<TimePoint> plainInstant(const QString &text)
{
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    if (isNumber)
        return number % 1000 == 0 || text.size() >= 12 ? std::optional(TimePoint(Duration(number))) : std::nullopt;
    return parseInstant(text.size() == 10 ? text + "T00:00:00Z"_L1 : text);
}

QStringList optionsIn(const QString &text)
{
    QStringList options = text.split(u';', Qt::SkipEmptyParts);
    for (QString &option : options)
        option = option.trimmed();
    options.sort();
    return options;
}

bool isEmailProperty(const QString &property)
{
    return property == "email"_L1;
}

} // namespace

bool sameValue(const QString &property, const QString &a, const QString &b)
{
    const QString left = a.trimmed();
    const QString right = b.trimmed();
    if (left == right)
        return true;
    if (left.isEmpty() || right.isEmpty())
        return false;
    if (isEmailProperty(property))
        return left.compare(right, Qt::CaseInsensitive) == 0;
    const auto leftNumber = plainNumber(left);
    const auto rightNumber = plainNumber(right);
    if (leftNumber && rightNumber)
        return *leftNumber == *rightNumber;
    const auto leftInstant = plainInstant(left);
    const auto rightInstant = leftInstant ? plainInstant(right) : std::nullopt;
    if (leftInstant && rightInstant)
        return *leftInstant == *rightInstant;
    return left.contains(u';') && right.contains(u';') && optionsIn(left) == optionsIn(right);
}

QString comparedKey(const QString &idProperty, const QString &key)
{
    const QString text = key.trimmed();
    return isEmailProperty(idProperty) ? text.toLower() : text;
}

QStringList writtenProperties(const JobSpec &spec, std::span<const JobRow> rows)
{
    QStringList names;
    for (const ColumnMapping &one : spec.mapping)
        names << one.property;
    for (const PropertyConstant &one : spec.constants)
        names << one.property;
    names += spec.properties;
    for (const JobRow &row : rows) {
        for (const PropertyValue &value : row.values)
            names << value.property;
    }
    names.removeDuplicates();
    return names;
}

QStringList askedProperties(const JobSpec &spec, const QString &idProperty, const QStringList &written)
{
    QStringList names = written;
    if (!idProperty.isEmpty())
        names << idProperty;
    const bool contacts = objectNoun(spec.object) == "contact"_L1;
    if (contacts && isEmailProperty(idProperty))
        names << otherAddresses;
    names << (contacts ? "lastmodifieddate"_L1 : "hs_lastmodifieddate"_L1);
    names.removeDuplicates();
    return names;
}

QString keyProperty(const JobSpec &spec)
{
    return spec.idProperty == "hs_object_id"_L1 ? QString() : spec.idProperty;
}

QString findableProperty(const JobSpec &spec)
{
    const QStringList written = writtenProperties(spec, {});
    if (!spec.idProperty.isEmpty() && written.contains(spec.idProperty))
        return spec.idProperty;
    const bool contacts = objectNoun(spec.object) == "contact"_L1;
    return contacts && written.contains("email"_L1) ? QStringLiteral("email") : QString();
}

QString rowValue(const JobRow &row, const QString &property)
{
    const auto at = std::ranges::find(row.values, property, &PropertyValue::property);
    return at == row.values.end() ? QString() : at->value;
}

JobOperation rowOperation(const JobSpec &spec, const JobRow &row)
{
    if (spec.operation != JobOperation::Upsert || spec.undoes.isEmpty())
        return spec.operation;
    return row.values.empty() ? JobOperation::Archive : JobOperation::Update;
}

std::vector<JobRow> rowsOfOneKind(const JobSpec &spec, std::span<const JobRow> rows)
{
    std::vector<JobRow> same;
    for (const JobRow &row : rows) {
        if (rowOperation(spec, row) == rowOperation(spec, rows.front()))
            same.push_back(row);
    }
    return same;
}

QString boundTo()
{
    return QStringLiteral("hubwatch_to");
}

QString rowTrace(std::int64_t row)
{
    return QStringLiteral("row-%1").arg(row);
}

QString objectNoun(const QString &object)
{
    static const QHash<QString, QString> nouns{{QStringLiteral("0-1"), QStringLiteral("contact")},
                                               {QStringLiteral("contact"), QStringLiteral("contact")},
                                               {QStringLiteral("contacts"), QStringLiteral("contact")},
                                               {QStringLiteral("0-2"), QStringLiteral("company")},
                                               {QStringLiteral("companies"), QStringLiteral("company")},
                                               {QStringLiteral("0-3"), QStringLiteral("deal")},
                                               {QStringLiteral("deals"), QStringLiteral("deal")},
                                               {QStringLiteral("0-5"), QStringLiteral("ticket")},
                                               {QStringLiteral("tickets"), QStringLiteral("ticket")},
                                               {QStringLiteral("0-7"), QStringLiteral("product")},
                                               {QStringLiteral("products"), QStringLiteral("product")},
                                               {QStringLiteral("0-8"), QStringLiteral("line item")},
                                               {QStringLiteral("line_items"), QStringLiteral("line item")}};
    return nouns.value(object, QStringLiteral("record"));
}

QString foundCode()
{
    return QStringLiteral("found");
}

bool wasThereBefore(const BatchRecord &record, TimePoint sentAt)
{
    return record.createdAt && *record.createdAt < sentAt - clocksDiffer;
}

RecordsByKey::RecordsByKey(const BatchAnswer &answer, const QString &idProperty)
    : m_idProperty(idProperty)
{
    for (const BatchRecord &record : answer.records) {
        if (idProperty.isEmpty()) {
            m_records.insert(record.id, &record);
            continue;
        }
        for (const QString &other : record.properties.value(otherAddresses).split(u';', Qt::SkipEmptyParts)) {
            if (isEmailProperty(idProperty) && !m_records.contains(comparedKey(idProperty, other)))
                m_records.insert(comparedKey(idProperty, other), &record);
        }
        m_records.insert(comparedKey(idProperty, record.properties.value(idProperty)), &record);
    }
    m_records.remove(QString());
}

const BatchRecord *RecordsByKey::find(const QString &key) const
{
    return m_records.value(comparedKey(m_idProperty, key), nullptr);
}

bool holdsValues(const BatchRecord &record, const JobRow &row)
{
    return std::ranges::all_of(row.values, [&record](const PropertyValue &value) {
        return sameValue(value.property, record.properties.value(value.property), value.value);
    });
}

QHash<std::int64_t, std::vector<const BatchRecord *>> recordsByValues(std::span<const JobRow> rows,
                                                                      std::span<const BatchRecord *const> records)
{
    std::vector<const JobRow *> order;
    for (const JobRow &row : rows)
        order.push_back(&row);
    std::ranges::stable_sort(order, std::greater(), [](const JobRow *row) { return row->values.size(); });
    QHash<std::int64_t, std::vector<const BatchRecord *>> found;
    std::vector<const BatchRecord *> left(records.begin(), records.end());
    for (const bool first : {true, false}) {
        for (const JobRow *row : order) {
            for (auto at = left.begin(); at != left.end() && !row->values.empty();) {
                if (!holdsValues(**at, *row)) {
                    ++at;
                    continue;
                }
                found[row->row].push_back(*at);
                at = left.erase(at);
                if (first)
                    break;
            }
        }
    }
    return found;
}

} // namespace hubwatch
