#include "ui/sources/vault_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

namespace hubwatch::ui {

namespace {

constexpr int vaultDialogWidth = 520;

} // namespace

VaultDialog::VaultDialog(VaultState::Mode now, QStringList accounts, QWidget *parent)
    : QDialog(parent)
    , m_now(now)
    , m_accounts(std::move(accounts))
    , m_follows(new MarkedSentence(this))
{
    QVBoxLayout *column
        = dialogColumn(*this, QStringLiteral("vaultDialog"), tr("Where secrets are kept"), vaultDialogWidth);
    const auto choice = [&](VaultState::Mode mode, const char *name, const QString &words, const QString &meaning) {
        auto *button = new QRadioButton(words, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setAccessibleDescription(meaning);
        button->setChecked(mode == m_now);
        QLabel *note = dialogNote(meaning, this);
        note->setContentsMargins(24, 0, 0, 4);
        column->addWidget(button);
        column->addWidget(note);
        connect(button, &QRadioButton::toggled, this, &VaultDialog::weigh);
        m_choices.emplace_back(mode, button);
    };
    choice(VaultState::Mode::Keychain, "useKeychain", tr("Use the keychain"),
           tr("Secrets are kept in the system's keychain, and are there again after a restart."));
    choice(
        VaultState::Mode::Session, "useSession", tr("Keep in memory for this session"),
        tr("Secrets end with the program; nothing is written anywhere. What the keychain holds is not read: enter it "
           "again."));
    choice(VaultState::Mode::Refuse, "useNothing", tr("Store nothing"),
           tr("References to the keychain stay unreadable; other sources, such as a file or the environment, work."));
    m_follows->setObjectName(QStringLiteral("vaultFollows"));
    column->addWidget(m_follows);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    QPushButton *cancel = dialogButton("cancelVault", tr("Cancel"), this);
    m_change = dialogButton("changeVault", tr("Change"), this, true);
    row->addWidget(cancel);
    row->addWidget(m_change);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_change, &QPushButton::clicked, this, [this] {
        emit chosen(picked());
        close();
    });
    weigh();
}

VaultState::Mode VaultDialog::picked() const
{
    for (const auto &[mode, button] : m_choices)
        if (button->isChecked())
            return mode;
    return m_now;
}

void VaultDialog::weigh()
{
    const bool lost = picked() != m_now && picked() != VaultState::Mode::Keychain && !m_accounts.isEmpty();
    const QString words = m_accounts.size() == 1
        ? tr("The account %1 goes blind: its credential lives in the keychain.")
        : tr("The accounts %1 go blind: their credentials live in the keychain.");
    m_follows->setSentence(Mark::Warn, lost ? words.arg(m_accounts.join(QStringLiteral(", "))) : QString());
    m_change->setEnabled(picked() != m_now);
}

} // namespace hubwatch::ui
