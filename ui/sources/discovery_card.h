// DiscoveryCard: what was found behind one pasted address, and whether to keep it.
#pragma once

#include "snapshot/discovery.h"
#include "ui/shell/text_line.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace hubwatch::ui {

class DiscoveryCard : public Panel
{
    Q_OBJECT

public:
    explicit DiscoveryCard(const QString &asked, QWidget *parent = nullptr);

    QString asked() const { return m_asked; }
    bool answered() const { return m_answered; }
    void setDiscovery(const Discovery &discovery, const QString &name);
    bool kept() const;
    /// The proposal under the name that was typed.
    ServiceConfig service() const;

signals:
    void changed();

private:
    void addSentence(Mark mark, const QString &sentence);

    QString m_asked;
    bool m_answered = false;
    Discovery m_found = {};
    QCheckBox *m_keep = nullptr;
    QLineEdit *m_name = nullptr;
    TextLine *m_head = nullptr;
    QVBoxLayout *m_sentences = nullptr;
};

} // namespace hubwatch::ui
