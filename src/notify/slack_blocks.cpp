#include "notify/slack_blocks.h"

#include "base/time_text.h"
#include "notify/told_text.h"

#include <QJsonObject>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestHeader = 150;
constexpr qsizetype longestSection = 3'000;
constexpr qsizetype longestFallback = 3'000;
constexpr size_t mostAlertBlocks = 47; ///< of 50: a header, what is left out, and a line about the whole

QJsonObject mrkdwn(const QString &text)
{
    return {{"type"_L1, "mrkdwn"_L1}, {"text"_L1, text}};
}

QJsonObject sectionBlock(const QString &text)
{
    return {{"type"_L1, "section"_L1}, {"text"_L1, mrkdwn(text)}};
}

/// Shown in the reader's own time zone.
QString slackTime(TimePoint at)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    return QStringLiteral("<!date^%1^{date_short_pretty} {time_secs}|%2>").arg(seconds).arg(utcText(at));
}

/// Shape, colour and word: none of them alone tells the state.
QString stateMark(const ToldAlert &alert)
{
    if (!alert.firing)
        return QStringLiteral(":white_check_mark: *resolved*");
    switch (alert.severity) {
    case Rule::Severity::Page: return QStringLiteral(":rotating_light: *page*");
    case Rule::Severity::Notify: return QStringLiteral(":warning: *notify*");
    case Rule::Severity::Ticket: return QStringLiteral(":ticket: *ticket*");
    }
    Q_UNREACHABLE();
}

QJsonObject alertBlock(const ToldAlert &alert)
{
    constexpr qsizetype longestTitle = 600;
    constexpr qsizetype longestDetails = 1'500;
    constexpr qsizetype longestCause = 600;
    QString text = stateMark(alert) + u' ' + slackText(alert.title, longestTitle);
    if (!alert.details.isEmpty())
        text += u'\n' + slackText(alert.details, longestDetails);
    if (!alert.cause.isEmpty())
        text += QStringLiteral("\ncause: ") + slackText(alert.cause, longestCause);
    text += QStringLiteral("\nsince ") + slackTime(alert.startedAt);
    if (alert.endedAt)
        text += QStringLiteral(" until ") + slackTime(*alert.endedAt);
    if (alert.incident != 0)
        text += QStringLiteral(", incident %1").arg(alert.incident);
    return sectionBlock(text.left(longestSection));
}

} // namespace

QString slackText(const QString &text, qsizetype most)
{
    QString escaped;
    for (qsizetype i = 0; i < text.size(); ++i) {
        QString piece(text[i]);
        if (text[i].isHighSurrogate() && i + 1 < text.size())
            piece += text[++i];
        else if (text[i] == u'&')
            piece = QStringLiteral("&amp;");
        else if (text[i] == u'<')
            piece = QStringLiteral("&lt;");
        else if (text[i] == u'>')
            piece = QStringLiteral("&gt;");
        const bool last = i + 1 >= text.size();
        if (escaped.size() + piece.size() > (last ? most : most - 1))
            return escaped + QChar(0x2026);
        escaped += piece;
    }
    return escaped;
}

QJsonArray slackBlocks(const Notice &notice)
{
    QJsonArray blocks;
    blocks.append(
        QJsonObject{{"type"_L1, "header"_L1},
                    {"text"_L1,
                     QJsonObject{{"type"_L1, "plain_text"_L1},
                                 {"emoji"_L1, false},
                                 {"text"_L1, slackText(cutLine(headline(notice), longestHeader), longestHeader)}}}});
    const size_t shown = std::min(notice.alerts.size(), mostAlertBlocks);
    for (size_t i = 0; i < shown; ++i)
        blocks.append(alertBlock(notice.alerts[i]));
    if (shown < notice.alerts.size())
        blocks.append(
            sectionBlock(QStringLiteral("and %1 more, which Hubwatch shows").arg(notice.alerts.size() - shown)));
    const QString line = slackText(cutLine(changeLine(notice), longestSection / 2), longestSection / 2);
    blocks.append(
        QJsonObject{{"type"_L1, "context"_L1},
                    {"elements"_L1, QJsonArray{mrkdwn(QStringLiteral("%1 · %2").arg(line, slackTime(notice.at)))}}});
    return blocks;
}

QString slackFallback(const Notice &notice)
{
    return slackText(headline(notice), longestFallback);
}

} // namespace hubwatch
