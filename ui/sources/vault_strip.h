// VaultStrip: where secrets are kept at this moment, and the ways to change that.
#pragma once

#include "ui/shell/text_line.h"
#include "vault/vault_state.h"

class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;

class VaultStrip : public Panel
{
    Q_OBJECT

public:
    explicit VaultStrip(QWidget *parent = nullptr);
    void setVault(const VaultState &vault, TimePoint now);

signals:
    void doctorWanted();
    void modeWanted(hubwatch::VaultState::Mode mode);

private:
    QPushButton *modeButton(const char *name, const QString &text, const QString &tip, VaultState::Mode mode);

    TextLine *m_head = nullptr;
    MarkedSentence *m_words = nullptr;
    MarkedSentence *m_standing = nullptr;
    std::vector<std::pair<VaultState::Mode, QPushButton *>> m_modes = {};
};

} // namespace hubwatch::ui
