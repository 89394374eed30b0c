#include "ui/credentials/first_ground.h"

#include "ui/credentials/dialog_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

constexpr int groundWidth = 560; // words that wrap know their height only in a room of known width

} // namespace

FirstGround::FirstGround(const QString &page, const char *action, const QString &actionWords, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(page + QStringLiteral("FirstRun"));
    setFocusPolicy(Qt::ClickFocus);
    auto *row = new QHBoxLayout(this);
    auto *box = new QWidget(this);
    box->setFixedWidth(groundWidth);
    row->addStretch(1);
    row->addWidget(box);
    row->addStretch(1);
    m_title = dialogHeading({}, box);
    m_title->setObjectName(page + QStringLiteral("FirstTitle"));
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.3);
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_title->setAlignment(Qt::AlignCenter);
    m_words = dialogNote({}, box);
    m_words->setObjectName(page + QStringLiteral("FirstWords"));
    m_words->setAlignment(Qt::AlignCenter);
    m_button = dialogButton(action, actionWords, box, true);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void FirstGround::say(const QString &title, const QString &words)
{
    m_title->setText(title);
    m_words->setText(words);
}

} // namespace hubwatch::ui
