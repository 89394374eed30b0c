// AccountCard: one HubSpot account with all that is known of it.
#pragma once

#include "snapshot/account_state.h"
#include "ui/credentials/account_words.h"
#include "ui/shell/text_line.h"

#include <array>

class QGridLayout;
class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;

/// A line under one of the card's three headings.
struct AccountFact {
    QString label = {};
    MarkedWord value = {};
    bool marked = false; ///< the value is a state: shape and colour belong to it
    QString hover = {};

    bool operator==(const AccountFact &) const = default;
};

/// "Token", "Quota", "Calls": each with its lines.
struct AccountColumn {
    QString title = {};
    std::vector<AccountFact> facts = {};

    bool operator==(const AccountColumn &) const = default;
};
std::array<AccountColumn, 3> accountColumns(const AccountState &account, TimePoint now);

class AccountCard : public Panel
{
    Q_OBJECT

public:
    explicit AccountCard(QWidget *parent = nullptr);

    void setAccount(const AccountState &account, TimePoint now, bool mayEdit);
    void setSelected(bool selected);
    const QString &name() const { return m_name; }

signals:
    void selected(const QString &account);
    void opened(const QString &account);
    void regionWanted(const QString &account, const QString &hublet);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void showColumns(const std::array<AccountColumn, 3> &columns);

    QString m_name = {};
    QString m_hublet = {};
    AccountConfig::Kind m_kind = AccountConfig::Kind::Production;
    bool m_selected = false;
    TextLine *m_head = nullptr;
    TextLine *m_fresh = nullptr;
    MarkedSentence *m_trouble = nullptr;
    TextLine *m_correlation = nullptr;
    QPushButton *m_region = nullptr;
    QGridLayout *m_grid = nullptr;
    std::array<AccountColumn, 3> m_columns = {};
    std::vector<TextLine *> m_lines = {};
};

} // namespace hubwatch::ui
