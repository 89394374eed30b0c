#include "ui/readiness/saved_line.h"

#include "ui/credentials/dialog_parts.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QUrl>

namespace hubwatch::ui {

SavedLine::SavedLine(QWidget *parent)
    : Panel(parent)
    , m_words(new TextLine(this))
{
    setObjectName(QStringLiteral("savedLine"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 6);
    row->setSpacing(8);
    m_words->setObjectName(QStringLiteral("savedWords"));
    m_words->setMark(Mark::Good);
    row->addWidget(m_words, 1);
    const auto add = [&](const char *name, const QString &text) {
        QPushButton *button = dialogButton(name, text, this);
        button->setAutoDefault(false);
        row->addWidget(button);
        return button;
    };
    connect(add("openReport", tr("Open")), &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_path)); });
    connect(add("showReport", tr("Show in folder")), &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath())); });
    QPushButton *close = add("closeSaved", tr("Close"));
    close->setProperty("quiet", true);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void SavedLine::show(const QString &path)
{
    m_path = path;
    const QString words = tr("Saved: %1").arg(QDir::toNativeSeparators(path));
    m_words->setRuns({{words, Tone::Normal}});
    setAccessibleName(words);
    setVisible(true);
}

} // namespace hubwatch::ui
