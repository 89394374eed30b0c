// ReferenceForm: where a secret lives, as a choice of the seven kinds with the form of each explained.
#pragma once

#include "vault/credential_ref.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace hubwatch::ui {

/// What a person must know of a kind of reference.
struct ReferenceHelp {
    QString placeLabel = {};
    QString placeExample = {};
    QString keyLabel = {}; ///< empty: this kind has no key
    QString keyExample = {};
    QString words = {};
};
ReferenceHelp referenceHelp(CredentialRef::Source source);

class ReferenceForm : public QWidget
{
    Q_OBJECT

public:
    explicit ReferenceForm(const QString &reference, QWidget *parent = nullptr);

    CredentialRef::Source source() const;
    /// As the workspace writes it; empty when nothing is filled in.
    QString reference() const;
    /// In the keychain, or empty.
    QString keychainName() const;
    /// The name that is proposed while the person has not typed one.
    void propose(const QString &name);

signals:
    void changed();

private:
    void showHelp();

    QGridLayout *m_grid = nullptr;
    QComboBox *m_source = nullptr;
    QLabel *m_placeLabel = nullptr;
    QLineEdit *m_place = nullptr;
    QLabel *m_keyLabel = nullptr;
    QLineEdit *m_key = nullptr;
    QLabel *m_words = nullptr;
    bool m_touched = false;
};

} // namespace hubwatch::ui
