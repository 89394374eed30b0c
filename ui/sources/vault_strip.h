// VaultStrip: where secrets are kept at this moment, and the way to change that.
#pragma once

#include "ui/shell/text_line.h"
#include "vault/vault_state.h"

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
    void changeWanted();

private:
    TextLine *m_head = nullptr;
    MarkedSentence *m_words = nullptr;
    MarkedSentence *m_standing = nullptr;
};

} // namespace hubwatch::ui
