// ExploreDialog: picks any stored metric and how it is drawn.
#pragma once

#include "ui/charts/panel_spec.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStandardItemModel;
class QTreeView;

namespace hubwatch::ui {

/// Never modal: alerts must stay reachable behind it. Stays open, so that several metrics can be added.
class ExploreDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExploreDialog(QWidget *parent = nullptr);

    /// The selection stays where the metric is still there.
    void setChoices(const std::vector<MetricChoice> &choices);
    /// What is chosen at present; nullopt: nothing is selected.
    std::optional<MetricQuestion> question() const;
    MetricType type() const;

signals:
    void added(const hubwatch::MetricQuestion &question, hubwatch::MetricType type);

private:
    const MetricChoice *chosen() const;
    void offer();
    void enable();

    std::vector<MetricChoice> m_choices = {};
    bool m_known = false;
    QLineEdit *m_search = nullptr;
    QTreeView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
    QSortFilterProxyModel *m_filter = nullptr;
    QLabel *m_empty = nullptr;
    QComboBox *m_view = nullptr;
    QDoubleSpinBox *m_quantile = nullptr;
    QComboBox *m_window = nullptr;
    QComboBox *m_by = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace hubwatch::ui
