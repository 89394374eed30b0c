// RouteDialog: the fields of one route, saved into the workspace file.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class ChoiceButton;
class MarkedSentence;
class SecretReference;

/// Not modal. Says what is wrong while it is typed; stays open when the file could not be written.
class RouteDialog : public QDialog
{
    Q_OBJECT

public:
    /// A route without a name is a new one.
    RouteDialog(Console &console, const Route &route, QWidget *parent = nullptr);

    Route route() const;

private:
    void addPlace(QFormLayout &form, const Route &route);
    void addTiming(QFormLayout &form, const Route &route);
    void showKind();
    void weigh();
    void save();

    Console &m_console;
    Route m_before;
    QLineEdit *m_name = nullptr;
    QComboBox *m_kind = nullptr;
    QLabel *m_keyLabel = nullptr;
    SecretReference *m_key = nullptr;
    QLabel *m_keyNote = nullptr;
    QLabel *m_urlLabel = nullptr;
    QLineEdit *m_url = nullptr;
    QLabel *m_channelLabel = nullptr;
    QLineEdit *m_channel = nullptr;
    ChoiceButton *m_severities = nullptr;
    QLineEdit *m_wait = nullptr;
    QLineEdit *m_interval = nullptr;
    QLineEdit *m_repeat = nullptr;
    QCheckBox *m_resolved = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    bool m_saving = false;
    QString m_refusal = {};
};

} // namespace hubwatch::ui
