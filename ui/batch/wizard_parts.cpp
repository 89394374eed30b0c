#include "ui/batch/wizard_parts.h"

#include "ui/credentials/account_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/theme.h"

#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace hubwatch::ui {

namespace {

constexpr int figurePixels = 22;

QFont figureFont(QFont font)
{
    font.setPixelSize(figurePixels);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont tagFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

QFileDialog *fileDialog(QWidget *parent, const QString &title)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(parent, title, folder);
    dialog->setObjectName(QStringLiteral("batchFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (QGuiApplication::platformName() == u"offscreen")
        dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setModal(false);
    return dialog;
}

} // namespace

WizardPanel wizardPanel(const char *name, const QString &title, QWidget *parent)
{
    WizardPanel panel{.frame = new Panel(parent)};
    panel.frame->setObjectName(QString::fromLatin1(name));
    panel.frame->setAccessibleName(title);
    panel.column = new QVBoxLayout(panel.frame);
    panel.column->setContentsMargins(14, 12, 14, 12);
    panel.column->setSpacing(8);
    panel.head = new QHBoxLayout;
    panel.head->setSpacing(8);
    panel.head->addWidget(dialogHeading(title, panel.frame));
    panel.note = new TextLine(panel.frame);
    panel.note->setRightAligned(true);
    panel.head->addWidget(panel.note, 1);
    panel.column->addLayout(panel.head);
    return panel;
}

StillBox::StillBox(const char *name, const QString &title, QWidget *parent)
    : QComboBox(parent)
{
    setObjectName(QString::fromLatin1(name));
    setAccessibleName(title);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    setMaxVisibleItems(16);
}

void StillBox::choose(const QVariant &value)
{
    setCurrentIndex(findData(value));
}

void StillBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

QPushButton *segment(const char *name, const QString &text, QWidget *parent)
{
    QPushButton *button = dialogButton(name, text, parent);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    return button;
}

void askWhere(QWidget *parent, const QString &title, const QString &name, const QString &suffix,
              const std::function<void(const QString &)> &chosen)
{
    QFileDialog *dialog = fileDialog(parent, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(dialog->directory().filePath(name));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->show();
}

void askWhich(QWidget *parent, const QString &title, const QString &filter,
              const std::function<void(const QString &)> &chosen)
{
    QFileDialog *dialog = fileDialog(parent, title);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(filter);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->show();
}

FigureView::FigureView(const char *name, const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_label(label)
{
    setObjectName(QString::fromLatin1(name));
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void FigureView::setFigure(const QString &figure, Tone tone)
{
    m_figure = figure;
    m_tone = tone;
    setAccessibleName(QStringLiteral("%1: %2").arg(m_label, figure));
    updateGeometry();
    update();
}

void FigureView::setLabel(const QString &label)
{
    m_label = label;
    setFigure(m_figure, m_tone);
}

QSize FigureView::sizeHint() const
{
    const QFontMetrics figure(figureFont(font()));
    const int width = std::max(figure.horizontalAdvance(m_figure), fontMetrics().horizontalAdvance(m_label));
    return {width + 2, figure.height() + fontMetrics().height() + 2};
}

void FigureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    const QFont large = figureFont(font());
    painter.setFont(large);
    painter.setPen(colorOf(m_tone, theme));
    const int height = QFontMetrics(large).height();
    painter.drawText(QRect(0, 0, width(), height), Qt::AlignLeft | Qt::AlignVCenter, m_figure);
    painter.setFont(font());
    painter.setPen(theme.textDim);
    painter.drawText(QRect(0, height + 2, width(), fontMetrics().height()), Qt::AlignLeft | Qt::AlignVCenter, m_label);
}

AccountTag::AccountTag(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("accountTag"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void AccountTag::setAccount(bool production, const QString &name, std::int64_t portal)
{
    const QString kind = production ? tr("PRODUCTION") : tr("SANDBOX");
    m_production = production;
    m_text = portal > 0 ? QStringLiteral("%1 · %2 · %3").arg(kind, name).arg(portal)
                        : QStringLiteral("%1 · %2").arg(kind, name);
    setVisible(!name.isEmpty());
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize AccountTag::sizeHint() const
{
    return {QFontMetrics(tagFont(font())).horizontalAdvance(m_text) + 16, 20};
}

void AccountTag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    painter.setPen(
        QPen(accountColor(m_production ? AccountConfig::Kind::Production : AccountConfig::Kind::Sandbox), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(tagFont(font()));
    painter.setPen(theme.text);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace hubwatch::ui
