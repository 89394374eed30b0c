// ChoiceCard: one of several things to choose, with a sentence on what it means.
#pragma once

#include "ui/shell/text_line.h"

#include <QAbstractButton>
#include <QColor>
#include <optional>

namespace hubwatch::ui {

/// A radio button that says more: a title, an optional tag beside it, a sentence below; an edge in the account's colour
/// where it is one. Arrow keys move among those of one group.
class ChoiceCard : public QAbstractButton
{
    Q_OBJECT

public:
    ChoiceCard(const QString &name, const QString &title, const QString &sentence, QWidget *parent = nullptr);

    /// With a mark it is said in the mark's colour: what stands in the way.
    void setSentence(const QString &sentence, std::optional<Mark> mark = {});
    std::optional<Mark> mark() const { return m_mark; }
    void setTag(const QString &tag, const QColor &edge);
    /// Why it cannot be chosen, in place of its sentence; empty: it can.
    void setFault(const QString &fault);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_sentence;
    std::optional<Mark> m_mark = {};
    QString m_fault = {};
    QString m_tag = {};
    std::optional<QColor> m_edge = {};
};

} // namespace hubwatch::ui
