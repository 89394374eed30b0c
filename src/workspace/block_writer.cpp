#include "workspace/block_writer.h"

#include "base/duration_text.h"

namespace hubwatch {

QString quoted(const QString &text)
{
    QString plain;
    for (const QChar character : text) {
        if (character == u'"' || character == u'\\')
            plain += u'\\' + QString(character);
        else if (character < u' ' || character == QChar(0x7f))
            plain += QStringLiteral("\\u%1").arg(int(character.unicode()), 4, 16, QLatin1Char('0'));
        else
            plain += character;
    }
    return u'"' + plain + u'"';
}

QString quotedList(const QStringList &texts)
{
    QStringList items;
    for (const QString &text : texts)
        items += quoted(text);
    return u'[' + items.join(QStringLiteral(", ")) + u']';
}

BlockWriter::BlockWriter(const QString &section, const QString &name)
    : m_block{.section = section, .name = name}
{ }

void BlockWriter::raw(const char *key, const QString &value)
{
    m_block.lines.push_back({QString::fromLatin1(key), value});
}

void BlockWriter::text(const char *key, const QString &value, const QString &standard)
{
    if (value != standard)
        raw(key, quoted(value));
}

void BlockWriter::url(const char *key, const QUrl &value, const QUrl &standard)
{
    if (value != standard)
        raw(key, quoted(value.toString(QUrl::FullyEncoded)));
}

void BlockWriter::duration(const char *key, Duration value, Duration standard)
{
    if (value != standard)
        raw(key, quoted(durationText(value)));
}

void BlockWriter::integer(const char *key, std::int64_t value, std::int64_t standard)
{
    if (value != standard)
        raw(key, QString::number(value));
}

void BlockWriter::boolean(const char *key, bool value, bool standard)
{
    if (value != standard)
        raw(key, value ? QStringLiteral("true") : QStringLiteral("false"));
}

void BlockWriter::list(const char *key, const QStringList &value)
{
    if (!value.isEmpty())
        raw(key, quotedList(value));
}

} // namespace hubwatch
