#include "batch/cell_check.h"

#include "batch/cell_date.h"
#include "batch/cell_text.h"

#include <QHash>
#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

using CellFault = CellCheck::Fault;

/// Digits with a point among them, and a sign.
bool isPlainNumber(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    const size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
    return !text.empty() && !rest.empty() && std::ranges::all_of(whole, isCellDigit)
        && std::ranges::all_of(rest, isCellDigit);
}

/// "1.234,56" is 1234.56 whoever wrote it; "1,234" may be two things. Full-width digits are digits.
QString numberMeant(const QString &cell)
{
    QString text = cell.normalized(QString::NormalizationForm_KC).trimmed();
    static const QRegularExpression pointsThenComma(QStringLiteral(R"(^-?\d{1,3}(\.\d{3})+,\d+$)"));
    static const QRegularExpression commasThenPoint(QStringLiteral(R"(^-?\d{1,3}(,\d{3})+\.\d+$)"));
    static const QRegularExpression manyCommas(QStringLiteral(R"(^-?\d{1,3}(,\d{3}){2,}$)"));
    if (pointsThenComma.match(text).hasMatch())
        text.remove(u'.').replace(u',', u'.');
    else if (commasThenPoint.match(text).hasMatch() || manyCommas.match(text).hasMatch())
        text.remove(u',');
    return isPlainNumber(text.toStdString()) ? text : QString();
}

char lowerCellLetter(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// As HubSpot keeps addresses: `text`, or a copy in `buffer` where it has capitals.
std::string_view inLowerCase(std::string_view text, std::string &buffer)
{
    if (std::ranges::none_of(text, [](char c) { return lowerCellLetter(c) != c; }))
        return text;
    buffer.resize(text.size());
    std::ranges::transform(text, buffer.begin(), lowerCellLetter);
    return buffer;
}

bool isCellWord(std::string_view text, std::string_view word)
{
    return std::ranges::equal(text, word, {}, lowerCellLetter);
}

struct FaultName {
    CellFault fault;
    const char *code;
    const char *reason; ///< begins behind the property
};

constexpr std::array faultNames{
    FaultName{CellFault::NotAnOption, "not-an-option", "is not an option"},
    FaultName{CellFault::NotANumber, "not-a-number", "is not a number"},
    FaultName{CellFault::NotABool, "not-a-bool", "is neither true nor false"},
    FaultName{CellFault::NotADate, "not-a-date", "is not a date"},
    FaultName{CellFault::NotADateTime, "not-a-datetime", "is not a date and time"},
    FaultName{CellFault::NotAnEmail, "not-an-email", "is not an e-mail address"},
    FaultName{CellFault::TooLong, "too-long", "is too long"},
    FaultName{CellFault::ExcelNumber, "excel-number", "was shortened by a spreadsheet"},
    FaultName{CellFault::ExcelError, "excel-error", "is a spreadsheet's error"},
    FaultName{CellFault::ExcelNarrow, "excel-narrow", "was cut off by a spreadsheet"},
};

CellFault mangledFault(std::string_view text)
{
    switch (mangled(text)) {
    case Mangled::No: return CellFault::None;
    case Mangled::Number: return CellFault::ExcelNumber;
    case Mangled::Error: return CellFault::ExcelError;
    case Mangled::Narrow: return CellFault::ExcelNarrow;
    }
    Q_UNREACHABLE();
}

} // namespace

CellCheck::CellCheck(const PropertyDefinition &definition)
    : m_property(definition.name)
    , m_kind(kindOf(definition))
    , m_options(definition.options)
{ }

CellCheck::Kind CellCheck::kindOf(const PropertyDefinition &definition)
{
    static const QHash<QString, Kind> kinds{{QStringLiteral("number"), Kind::Number},
                                            {QStringLiteral("bool"), Kind::Bool},
                                            {QStringLiteral("date"), Kind::Date},
                                            {QStringLiteral("datetime"), Kind::DateTime}};
    if (definition.type == u"enumeration")
        return definition.fieldType == u"checkbox" ? Kind::Several : Kind::One;
    // HubSpot checks these two; a custom property that is called so may hold anything.
    if (definition.name == u"email" || definition.name == u"work_email")
        return Kind::Email;
    return kinds.value(definition.type, Kind::Text);
}

CellCheck::Judged CellCheck::judge(std::string_view cell, std::string &buffer) const
{
    const std::string_view text = trimmedCell(cell);
    if (text.empty())
        return {};
    if (const std::string *option = m_kind == Kind::One ? m_options.find(text) : nullptr)
        return {*option};
    if (const Fault fault = mangledFault(text); fault != Fault::None)
        return {text, fault};
    const auto judged = [&](std::string_view value, Fault otherwise) {
        return value.empty() ? Judged{text, otherwise} : Judged{value};
    };
    switch (m_kind) {
    case Kind::Text: return {cell, isLongerThan(cell, longestText) ? Fault::TooLong : Fault::None};
    case Kind::Email: return isEmailAddress(text) ? Judged{inLowerCase(text, buffer)} : Judged{text, Fault::NotAnEmail};
    case Kind::Number: {
        const std::string_view number = text.starts_with('+') ? text.substr(1) : text;
        return {number, isPlainNumber(number) ? Fault::None : Fault::NotANumber};
    }
    case Kind::Bool: return judgeBool(text);
    case Kind::One: return {text, m_options.isEmpty() ? Fault::None : Fault::NotAnOption}; // owners have none here
    case Kind::Several: return judgeSeveral(text, buffer);
    case Kind::Date: return judged(dateValue(text), Fault::NotADate);
    case Kind::DateTime: return judged(dateTimeValue(text, buffer), Fault::NotADateTime);
    }
    Q_UNREACHABLE();
}

CellCheck::Judged CellCheck::judgeBool(std::string_view text) const
{
    for (const std::string_view word : {"true", "yes", "1"})
        if (isCellWord(text, word))
            return {"true"};
    for (const std::string_view word : {"false", "no", "0"})
        if (isCellWord(text, word))
            return {"false"};
    if (const std::string *option = m_options.find(text))
        return {*option};
    return {text, Fault::NotABool};
}

CellCheck::Judged CellCheck::judgeSeveral(std::string_view text, std::string &buffer) const
{
    if (m_options.isEmpty())
        return {text};
    buffer.clear();
    const bool adds = text.starts_with(';'); // HubSpot adds to what is there
    while (!text.empty()) {
        const size_t end = std::min(text.find(';'), text.size());
        const std::string_view part = trimmedCell(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty())
            continue;
        const std::string *option = m_options.find(part);
        if (!option)
            return {part, Fault::NotAnOption};
        if (!buffer.empty() || adds)
            buffer += ';';
        buffer += *option;
    }
    return {buffer};
}

RowFault CellCheck::words(Fault fault, const QString &where, std::string_view cell) const
{
    const auto name = std::ranges::find(faultNames, fault, &FaultName::fault);
    if (name == faultNames.end())
        return {};
    return {.code = QString::fromLatin1(name->code),
            .reason = m_property + u' ' + QLatin1StringView(name->reason),
            .words = where + QStringLiteral(": ") + said(fault, cell),
            .sample = cellSample(cell)};
}

QString CellCheck::said(Fault fault, std::string_view cell) const
{
    const QString quoted = quotedCell(cell);
    const std::string_view text = trimmedCell(cell);
    switch (fault) {
    case Fault::None: break;
    case Fault::NotAnOption: {
        std::string buffer;
        const std::string_view culprit = m_kind == Kind::Several ? judgeSeveral(text, buffer).value : text;
        return quotedCell(culprit == text ? cell : culprit) + QStringLiteral(" is ") + optionMiss(culprit);
    }
    case Fault::NotANumber: {
        const QString meant = numberMeant(cellSample(text));
        return meant.isEmpty()
            ? QStringLiteral("%1 is not a plain number; write digits, with a point before decimals: 1234.56")
                  .arg(quoted)
            : QStringLiteral("%1 is not a plain number; did you mean \"%2\"?").arg(quoted, meant);
    }
    case Fault::NotABool: return QStringLiteral("%1 is neither true nor false; write one of them").arg(quoted);
    case Fault::NotADate: return QStringLiteral("%1 is not a date: %2").arg(quoted, dateHint(text));
    case Fault::NotADateTime: return QStringLiteral("%1 is not a date and time: %2").arg(quoted, dateTimeHint(text));
    case Fault::NotAnEmail:
        return isLongerThan(text, longestEmail)
            ? QStringLiteral("%1 has more than 254 characters and is no e-mail address").arg(quoted)
            : QStringLiteral("%1 is not an e-mail address such as name@example.com").arg(quoted);
    case Fault::TooLong: return QStringLiteral("%1 has more than 65,536 characters; shorten it").arg(quoted);
    case Fault::ExcelNumber:
        return QStringLiteral("%1 was shortened by a spreadsheet; show the column as a number or text and save again")
            .arg(quoted);
    case Fault::ExcelError:
        return QStringLiteral("%1 is an error of a formula; correct it in the spreadsheet and save again").arg(quoted);
    case Fault::ExcelNarrow:
        return QStringLiteral("%1 stands for a value that the column was too narrow for; widen it and save again")
            .arg(quoted);
    }
    return {};
}

QString CellCheck::optionMiss(std::string_view text) const
{
    if (m_kind == Kind::One && text.find(';') != std::string_view::npos) {
        const std::string_view first = trimmedCell(text.substr(0, text.find(';')));
        if (m_options.find(first))
            return QStringLiteral("several options, and %1 takes one").arg(m_property);
    }
    return m_options.missText(text);
}

} // namespace hubwatch
