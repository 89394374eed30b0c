// What a notice looks like in Slack: Block Kit within its limits.
#pragma once

#include "notify/notice.h"

#include <QJsonArray>

namespace hubwatch {

/// `text` with & < > escaped, cut so that the result has at most `most` characters and no half of an escape.
QString slackText(const QString &text, qsizetype most);
/// At most 50 blocks, of which the last says how many alerts found no room.
QJsonArray slackBlocks(const Notice &notice);
/// For notifications and screen readers, which do not show blocks.
QString slackFallback(const Notice &notice);

} // namespace hubwatch
