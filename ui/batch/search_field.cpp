#include "ui/batch/search_field.h"

#include "hubspot/batch_requests.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/theme.h"

#include <QFontDatabase>
#include <QLabel>
#include <QRegularExpression>
#include <QTextBlock>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr int searchLines = 4;

/// "2 groups of 3 filters"
QString countWords(const SearchQuery &query)
{
    size_t filters = 0;
    for (const std::vector<SearchFilter> &group : query.groups)
        filters += group.size();
    QStringList words;
    if (filters > 0)
        words << (filters == 1 ? SearchField::tr("1 condition") : SearchField::tr("%1 conditions").arg(filters));
    if (query.groups.size() > 1)
        words << SearchField::tr("in %1 alternatives").arg(query.groups.size());
    if (!query.text.isEmpty())
        words << SearchField::tr("full text “%1”").arg(query.text);
    return words.join(u' ');
}

} // namespace

int columnOfFault(const QString &detail)
{
    static const QRegularExpression column(QStringLiteral("^(?:search: )?column (\\d+):"));
    const QRegularExpressionMatch match = column.match(detail);
    return match.hasMatch() ? std::max(0, match.captured(1).toInt() - 1) : -1;
}

SearchField::SearchField(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_verdict(new MarkedSentence(this))
{
    m_text->setObjectName(QStringLiteral("searchText"));
    m_text->setAccessibleName(tr("Search"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setPlaceholderText(tr("lifecyclestage EQ lead and city HAS_PROPERTY, or createdate GT 2026-01-01"));
    m_text->setFixedHeight(searchLines * m_text->fontMetrics().lineSpacing() + 16);
    m_verdict->setObjectName(QStringLiteral("searchVerdict"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_text);
    column->addWidget(m_verdict);
    column->addWidget(dialogNote(
        tr("Conditions are property, operator, value, joined by “and”; “, or” begins an alternative. Operators: EQ NEQ "
           "LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY NOT_HAS_PROPERTY CONTAINS_TOKEN. However many records match, "
           "all are found: the search goes by id, past HubSpot's 10,000."),
        this));
    column->addStretch(1);
    setFocusProxy(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        weigh();
        emit changed();
    });
    weigh();
}

QString SearchField::search() const
{
    return m_text->toPlainText();
}

void SearchField::setSearch(const QString &search)
{
    if (search != m_text->toPlainText())
        m_text->setPlainText(search);
}

void SearchField::weigh()
{
    const QString text = search();
    m_faultAt = -1;
    m_text->setExtraSelections({});
    if (text.trimmed().isEmpty()) {
        m_verdict->setSentence(Mark::NotYet, {});
        return;
    }
    const Result<SearchQuery> query = parseSearch(text);
    const QString fault = query ? searchFault(*query) : query.error().detail;
    if (fault.isEmpty()) {
        m_verdict->setSentence(Mark::Good, countWords(*query));
        return;
    }
    m_verdict->setSentence(Mark::Bad, QString(fault).remove(QStringLiteral("search: ")));
    m_faultAt = query ? -1 : columnOfFault(fault);
    if (m_faultAt < 0)
        return;
    // The rest of the word there; at the end of the text, its last letter, so that something can be seen.
    QTextCursor cursor(m_text->document());
    cursor.setPosition(std::min(m_faultAt, std::max(0, int(text.size()) - 1)));
    cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
    if (!cursor.hasSelection())
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    QTextEdit::ExtraSelection wave{.cursor = cursor, .format = {}};
    wave.format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
    wave.format.setUnderlineColor(themeOf(this).bad);
    m_text->setExtraSelections({wave});
}

} // namespace hubwatch::ui
