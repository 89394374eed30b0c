#include "checklist/probe_answer.h"

#include "batch/count_text.h"
#include "hubspot/token_text.h"

#include <QObject>

namespace hubwatch {

void answerVerdict(const ProbeCall &call, Verdict verdict)
{
    QMetaObject::invokeMethod(
        call.context, [reply = call.reply, verdict = std::move(verdict)] { reply(verdict); }, Qt::QueuedConnection);
}

Verdict measuredVerdict(const QString &item, Outcome outcome, const QString &words, Evidence evidence, Duration fresh)
{
    if (fresh > Duration::zero())
        evidence.staleAt = evidence.at + fresh;
    return {.item = item, .outcome = outcome, .words = words, .evidence = sealed(std::move(evidence))};
}

QString shownWords(const QString &text, qsizetype most)
{
    // Cut behind the redaction: half a token is not known for one.
    const QString shown = withoutTokens(text.left(20 * most)).simplified();
    return shown.size() <= most ? shown : shown.left(most - 1) + u'…';
}

QString shownList(const QStringList &names, qsizetype most)
{
    QStringList shown;
    for (const QString &name : names.first(std::min(most, names.size())))
        shown += shownWords(name, 80);
    const QString list = shown.join(QStringLiteral(", "));
    return names.size() <= most ? list : QStringLiteral("%1 and %2 more").arg(list).arg(names.size() - most);
}

QString counted(std::int64_t count, const QString &noun)
{
    return QStringLiteral("%1 %2%3").arg(countText(count), noun, count == 1 ? QString() : QStringLiteral("s"));
}

} // namespace hubwatch
