// MatcherField: the line that says which alerts are meant, with chips that write into it.
#pragma once

#include "ui/rules/labelled_alerts.h"

#include <QWidget>
#include <map>

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace hubwatch::ui {

class MatcherField : public QWidget
{
    Q_OBJECT

public:
    explicit MatcherField(const std::vector<Matcher> &matchers, QWidget *parent = nullptr);

    /// What the chips offer.
    void setAlerts(const std::vector<LabelledAlert> &alerts);
    /// Empty when the line cannot be read.
    std::optional<std::vector<Matcher>> matchers() const;

signals:
    void changed();

private:
    void weigh();
    void fill(QMenu &menu, const QString &label);
    void toggle(const QString &label, const QString &value, bool on);

    QLineEdit *m_line = nullptr;
    QLabel *m_problem = nullptr;
    std::vector<std::pair<QString, QToolButton *>> m_chips = {}; ///< label, button
    std::map<QString, QStringList> m_values = {};
};

} // namespace hubwatch::ui
