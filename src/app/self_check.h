// SelfCheck: proves that this build shows its pages on live readings, and leaves pictures of them.
#pragma once

#include "ui/shell/main_window.h"

#include <QObject>
#include <functional>

namespace hubwatch {

/// Waits until the console has readings, paints every page, and answers with a sentence for each page and whether all
/// is well. For `hubwatch --check` and the pictures of the README.
class SelfCheck : public QObject
{
    Q_OBJECT

public:
    /// `pictures`: a folder for one PNG a page; empty for none.
    SelfCheck(Console &console, ui::MainWindow &window, QString pictures, QObject *parent = nullptr);

    void start();

signals:
    void said(const QString &sentence);
    void finished(bool good);

private:
    void look();
    void showNext();
    void paintSettled();
    bool paint(ui::Page page, const QString &name);

    Console &m_console;
    ui::MainWindow &m_window;
    QString m_pictures;
    int m_looks = 0;
    size_t m_next = 0;
    bool m_good = true;
};

} // namespace hubwatch
