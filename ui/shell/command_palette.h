// CommandPalette: everything the window can do, found by typing (Ctrl+K).
#pragma once

#include <QFrame>
#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace hubwatch::ui {

struct Command {
    QString name = {};     ///< "Poll contacts-sync now"
    QString shortcut = {}; ///< shown only
    std::function<void()> run = {};
};

/// How well `typed` fits `name`: lower is better, nullopt when its letters do not occur in that order.
std::optional<int> matchRank(const QString &typed, const QString &name);

/// Floats over the window without being modal; closes by Escape, by choosing, and when the focus goes elsewhere.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    void open(std::vector<Command> commands);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refill();
    void choose(int row);

    QLineEdit *m_typed = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
    std::vector<Command> m_commands = {};
    QPointer<QWidget> m_focusBefore = {};
};

} // namespace hubwatch::ui
