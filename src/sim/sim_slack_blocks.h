// slackBlockFault(): what Slack would not take of a message's blocks.
#pragma once

#include <QJsonValue>
#include <QString>

namespace hubwatch {

/// Empty for blocks that are good. Of Block Kit only what a notice needs: header, section, context, divider.
QString slackBlockFault(const QJsonValue &blocks);

} // namespace hubwatch
