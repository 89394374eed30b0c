// SearchField: a search as text, its fault underlined where it is.
#pragma once

#include <QPlainTextEdit>

class QLabel;

namespace hubwatch::ui {

class MarkedSentence;

/// "lifecyclestage EQ lead and city HAS_PROPERTY", as parseSearch() reads it.
class SearchField : public QWidget
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

    QString search() const;
    void setSearch(const QString &search);
    /// Where the fault begins, from 0; -1: there is none.
    int faultAt() const { return m_faultAt; }

signals:
    void changed();

private:
    void weigh();

    QPlainTextEdit *m_text = nullptr;
    MarkedSentence *m_verdict = nullptr;
    int m_faultAt = -1;
};

/// The column that a fault names ("search: column 14: ..."), from 0; -1 where it names none.
int columnOfFault(const QString &detail);

} // namespace hubwatch::ui
