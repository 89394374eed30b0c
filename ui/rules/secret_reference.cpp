#include "ui/rules/secret_reference.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/secret_dialog.h"
#include "vault/credential_ref.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

QString keychainPlace(const QString &reference)
{
    const std::optional<CredentialRef> read = parseCredentialRef(reference);
    return read && read->source == CredentialRef::Source::Keychain ? read->place : QString();
}

} // namespace

SecretReference::SecretReference(Console &console, const char *name, const QString &title, const QString &reference,
                                 QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_line(new QLineEdit(reference, this))
    , m_set(dialogButton("setReferencedSecret", tr("Set the secret…"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_line->setObjectName(QString::fromLatin1(name));
    m_line->setAccessibleName(title);
    m_line->setPlaceholderText(QStringLiteral("keychain:NAME"));
    row->addWidget(m_line, 1);
    row->addWidget(m_set);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        weigh();
        emit changed();
    });
    connect(m_set, &QPushButton::clicked, this, &SecretReference::setSecret);
    weigh();
}

QString SecretReference::reference() const
{
    return m_line->text().trimmed();
}

void SecretReference::setReference(const QString &reference)
{
    m_line->setText(reference);
}

void SecretReference::weigh()
{
    const bool keychain = !keychainPlace(reference()).isEmpty();
    m_set->setEnabled(keychain);
    m_set->setToolTip(keychain ? tr("Into the keychain, under this name")
                               : tr("Only what lives in the keychain is set here; change it where it lives."));
}

void SecretReference::setSecret()
{
    (new SecretDialog(m_console, keychainPlace(reference()), {}, this))->show();
}

} // namespace hubwatch::ui
