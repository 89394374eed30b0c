// DayField: a day as the workspace file writes it, with a few days ahead to choose at once.
#pragma once

#include <QWidget>
#include <chrono>
#include <optional>

class QLineEdit;

namespace hubwatch::ui {

class DayField : public QWidget
{
    Q_OBJECT

public:
    /// `ahead`: days from `today` on that are offered as buttons.
    DayField(const char *name, const QString &title, std::chrono::year_month_day today, const std::vector<int> &ahead,
             QWidget *parent = nullptr);

    void setDay(std::chrono::year_month_day day);
    std::optional<std::chrono::year_month_day> day() const;
    bool isEmpty() const; ///< nothing is typed
    /// What is wrong with what is typed; empty when it is a day.
    QString complaint() const;

signals:
    void changed();

private:
    QLineEdit *m_line = nullptr;
};

} // namespace hubwatch::ui
