#include "ui/sources/vault_strip.h"

#include "ui/credentials/credential_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

VaultStrip::VaultStrip(QWidget *parent)
    : Panel(parent)
    , m_head(new TextLine(this))
    , m_words(new MarkedSentence(this))
    , m_standing(new MarkedSentence(this))
{
    setObjectName(QStringLiteral("vaultStrip"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 10, 8);
    column->setSpacing(5);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_head->setObjectName(QStringLiteral("vaultHead"));
    row->addWidget(m_head, 1);
    auto *change = dialogButton("changeVaultButton", tr("Change…"), this);
    change->setToolTip(tr("Where secrets are kept, and what follows from it"));
    connect(change, &QPushButton::clicked, this, &VaultStrip::changeWanted);
    row->addWidget(change);
    auto *doctor = dialogButton("doctorButton", tr("Doctor…"), this);
    doctor->setToolTip(tr("Test the keychain step by step (D)"));
    connect(doctor, &QPushButton::clicked, this, &VaultStrip::doctorWanted);
    row->addWidget(doctor);
    column->addLayout(row);
    m_words->setObjectName(QStringLiteral("vaultWords"));
    m_standing->setObjectName(QStringLiteral("vaultStanding"));
    column->addWidget(m_words);
    column->addWidget(m_standing);
}

void VaultStrip::setVault(const VaultState &vault, TimePoint now)
{
    const MarkedWord word = vaultWord(vault);
    const bool keychain = vault.mode == VaultState::Mode::Keychain;
    std::vector<TextRun> runs{{keychain ? tr("Keychain") : tr("Secrets"), Tone::Normal, true},
                              {word.word, toneOf(word.mark)}};
    if (!vault.name.isEmpty() && keychain)
        runs.push_back({vault.name, Tone::Dim});
    if (vault.since && keychain)
        runs.push_back({tr("for %1").arg(ageText(now - *vault.since)), Tone::Dim});
    m_head->setMark(word.mark);
    m_head->setRuns(std::move(runs));
    // When all is well the head says it all.
    const bool well = keychain && vault.backend == VaultState::Backend::Open;
    const QString words = vault.words.isEmpty() ? vaultProblem(vault) : vault.words;
    m_words->setSentence(word.mark, well || vault.mode == VaultState::Mode::Session ? QString() : words);
    m_standing->setSentence(Mark::Warn, vaultStanding(vault));
    setAccessibleName(tr("Keychain: %1").arg(word.word));
}

} // namespace hubwatch::ui
