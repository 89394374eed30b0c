#include "sim/sim_slack_blocks.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBlocks = 50;
constexpr qsizetype longestHeaderText = 150;
constexpr qsizetype longestBlockText = 3'000;
constexpr qsizetype mostContextElements = 10;

QString textFault(const QJsonValue &value, bool plainOnly, qsizetype longest)
{
    const QJsonObject text = value.toObject();
    const QString type = text.value("type"_L1).toString();
    if (type != "plain_text"_L1 && (plainOnly || type != "mrkdwn"_L1))
        return QStringLiteral("a text object of another type");
    if (type == "mrkdwn"_L1 && text.contains("emoji"_L1))
        return QStringLiteral("emoji is for plain_text");
    const QString said = text.value("text"_L1).toString();
    if (said.isEmpty())
        return QStringLiteral("text is missing or empty");
    if (said.size() > longest)
        return QStringLiteral("must be less than %1 characters").arg(longest + 1);
    return {};
}

QString contextFault(const QJsonObject &block)
{
    const QJsonArray elements = block.value("elements"_L1).toArray();
    if (elements.isEmpty() || elements.size() > mostContextElements)
        return QStringLiteral("1 to 10 elements");
    for (const QJsonValue &element : elements)
        if (const QString fault = textFault(element, false, longestBlockText); !fault.isEmpty())
            return fault;
    return {};
}

QString blockFault(const QJsonObject &block)
{
    const QString type = block.value("type"_L1).toString();
    if (type == "divider"_L1)
        return {};
    if (type == "header"_L1)
        return textFault(block.value("text"_L1), true, longestHeaderText);
    if (type == "section"_L1)
        return textFault(block.value("text"_L1), false, longestBlockText);
    if (type == "context"_L1)
        return contextFault(block);
    return QStringLiteral("unsupported type: %1").arg(type);
}

} // namespace

QString slackBlockFault(const QJsonValue &blocks)
{
    if (blocks.isUndefined())
        return {};
    if (!blocks.isArray())
        return QStringLiteral("blocks: not a list");
    const QJsonArray all = blocks.toArray();
    if (all.size() > mostBlocks)
        return QStringLiteral("blocks: no more than 50 items allowed");
    for (qsizetype i = 0; i < all.size(); ++i)
        if (const QString fault = blockFault(all[i].toObject()); !fault.isEmpty())
            return QStringLiteral("blocks/%1: %2").arg(i).arg(fault);
    return {};
}

} // namespace hubwatch
