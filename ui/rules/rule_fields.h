// RuleFields: what a rule says, as fields: condition, hold, volume, severity, routes, services.
#pragma once

#include "snapshot/snapshot.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace hubwatch::ui {

class ChoiceButton;

class RuleFields : public QWidget
{
    Q_OBJECT

public:
    explicit RuleFields(QWidget *parent = nullptr);

    /// `named`: its name can be changed.
    void setRule(const Rule &rule, bool named);
    void setWorkspace(const Workspace &workspace);
    /// As typed; what cannot be read is as it was.
    Rule rule() const;
    /// What cannot be read, as sentences.
    QStringList problems() const;

signals:
    void changed();

private:
    QLineEdit *addEdit(const char *name, const QString &title, int width);
    QComboBox *addCombo(const char *name, const QString &title, const QStringList &items);
    QHBoxLayout *makeCondition();
    QHBoxLayout *makeVolume();
    QHBoxLayout *makeTelling();
    void tell();
    void showKinds();

    Rule m_rule = {};
    bool m_filling = false;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_side = nullptr;
    QComboBox *m_state = nullptr;
    QLineEdit *m_threshold = nullptr;
    QLabel *m_unit = nullptr;
    QComboBox *m_hold = nullptr;
    QLineEdit *m_holdFor = nullptr;
    QLineEdit *m_minimum = nullptr;
    QLineEdit *m_keep = nullptr;
    QComboBox *m_severity = nullptr;
    ChoiceButton *m_routes = nullptr;
    ChoiceButton *m_services = nullptr;
    QCheckBox *m_enabled = nullptr;
};

} // namespace hubwatch::ui
