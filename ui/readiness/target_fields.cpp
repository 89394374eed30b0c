#include "ui/readiness/target_fields.h"

#include "base/duration_text.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/readiness/readiness_words.h"
#include "ui/rules/secret_reference.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

namespace hubwatch::ui {

namespace {

QStringList partsOf(const QString &typed)
{
    QStringList parts;
    for (const QString &part : typed.split(u',')) {
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
            parts << trimmed;
    }
    return parts;
}

} // namespace

TargetFields::TargetFields(Console &console, const ChecklistTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_before(target)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 12, 0);
    m_column->setSpacing(8);
    addService();
    addCode();
    addInstance();
    addWebhooks();
    addBench();
    addLogs();
    addTests();
    m_column->addStretch(1);
}

ChecklistTarget TargetFields::target() const
{
    ChecklistTarget target = m_before;
    for (const Reader &reader : m_readers)
        reader.read(target);
    return target;
}

TargetFields::Complaint TargetFields::complaint() const
{
    ChecklistTarget target = m_before;
    for (const Reader &reader : m_readers)
        if (const QString wrong = reader.read(target); !wrong.isEmpty())
            return {.words = wrong, .field = reader.field, .section = reader.section};
    return {};
}

void TargetFields::mark(const Complaint &complaint)
{
    if (complaint.field == m_marked)
        return;
    for (QWidget *field : {m_marked, complaint.field}) {
        if (!field)
            continue;
        field->setProperty("wrong", field == complaint.field);
        field->style()->unpolish(field);
        field->style()->polish(field);
    }
    m_marked = complaint.field;
}

void TargetFields::addReader(QWidget *field, std::function<QString(ChecklistTarget &)> read)
{
    m_readers.push_back({.field = field, .section = int(m_sections.size()) - 1, .read = std::move(read)});
}

void TargetFields::begin(const QString &title, const QString &note)
{
    QLabel *heading = dialogHeading(title, this);
    heading->setContentsMargins(0, m_sections.empty() ? 0 : 16, 0, 0);
    m_column->addWidget(heading);
    m_column->addWidget(dialogNote(note, this));
    m_form = dialogForm(*m_column);
    m_form->setContentsMargins(0, 4, 0, 0);
    m_sections.emplace_back(title, heading);
}

void TargetFields::row(const QString &label, QWidget *field, const QString &note)
{
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 2);
    column->setSpacing(2);
    column->addWidget(field);
    QLabel *words = dialogNote(note, cell);
    QFont small = words->font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    words->setFont(small);
    column->addWidget(words);
    words->setVisible(!note.isEmpty());
    cell->setFocusProxy(field);
    field->setAccessibleDescription(note);
    auto *title = new QLabel(label, this);
    title->setFixedWidth(150);
    title->setWordWrap(true);
    title->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    title->setContentsMargins(0, 4, 0, 0);
    m_form->addRow(title, cell);
    if (!focusProxy())
        setFocusProxy(field);
}

QLineEdit *TargetFields::line(const char *name, const QString &label, const QString &value, const QString &example,
                              const QString &note)
{
    auto *field = new QLineEdit(value, this);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(label);
    field->setPlaceholderText(example);
    row(label, field, note);
    connect(field, &QLineEdit::textChanged, this, &TargetFields::changed);
    return field;
}

void TargetFields::text(const char *name, const QString &label, QString ChecklistTarget::*member,
                        const QString &example, const QString &note)
{
    QLineEdit *field = line(name, label, m_before.*member, example, note);
    addReader(field, [field, member](ChecklistTarget &target) {
        target.*member = field->text().trimmed();
        return QString();
    });
}

void TargetFields::list(const char *name, const QString &label, QStringList ChecklistTarget::*member,
                        const QString &example, const QString &note)
{
    QLineEdit *field = line(name, label, (m_before.*member).join(QStringLiteral(", ")), example, note);
    addReader(field, [field, member](ChecklistTarget &target) {
        target.*member = partsOf(field->text());
        return QString();
    });
}

void TargetFields::url(const char *name, const QString &label, QUrl ChecklistTarget::*member, const QString &example,
                       const QString &note)
{
    QLineEdit *field = line(name, label, (m_before.*member).toString(), example, note);
    addReader(field, [this, field, member, label](ChecklistTarget &target) {
        const QString typed = field->text().trimmed();
        const QUrl url(typed, QUrl::StrictMode);
        const bool web = url.scheme() == u"http" || url.scheme() == u"https";
        if (!typed.isEmpty() && (!url.isValid() || !web || url.host().isEmpty()))
            return tr("%1: “%2” is no address; expected something like https://test.example.com.")
                .arg(label, typed.left(60));
        target.*member = url;
        return QString();
    });
}

void TargetFields::span(const char *name, const QString &label, Duration ChecklistTarget::*member, const QString &note)
{
    QLineEdit *field = line(name, label, durationText(m_before.*member), QStringLiteral("60s, 6h, 90d"), note);
    addReader(field, [field, member, label](ChecklistTarget &target) {
        const QString typed = field->text().trimmed();
        const std::optional<Duration> read = parseDuration(typed);
        if (!read)
            return tr("%1: “%2” is no duration; expected something like 60s, 6h or 90d.").arg(label, typed.left(40));
        target.*member = *read;
        return QString();
    });
}

void TargetFields::secret(const char *name, const QString &label, QString ChecklistTarget::*member, const QString &note)
{
    auto *field = new SecretReference(m_console, name, label, m_before.*member, this);
    row(label, field, note);
    connect(field, &SecretReference::changed, this, &TargetFields::changed);
    addReader(field, [field, member](ChecklistTarget &target) {
        target.*member = field->reference();
        return QString();
    });
}

void TargetFields::account(const char *name, const QString &label, QString ChecklistTarget::*member,
                           const QString &none, const QString &note)
{
    auto *field = new StillBox(name, label, this);
    field->addItem(none, QString());
    for (const AccountConfig &account : m_console.snapshot()->workspace.accounts)
        field->addItem(account.name, account.name);
    const QString before = m_before.*member;
    if (field->findData(before) < 0)
        field->addItem(tr("%1 (no such account)").arg(before), before);
    field->choose(before);
    row(label, field, note);
    connect(field, &QComboBox::currentIndexChanged, this, &TargetFields::changed);
    addReader(field, [field, member](ChecklistTarget &target) {
        target.*member = field->currentData().toString();
        return QString();
    });
}

void TargetFields::folder(const char *name, const QString &label, QString ChecklistTarget::*member, const QString &note)
{
    auto *place = new QWidget(this);
    auto *beside = new QHBoxLayout(place);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(8);
    auto *field = new QLineEdit(m_before.*member, place);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(label);
    field->setPlaceholderText(QStringLiteral("../contacts-sync"));
    QPushButton *browse = dialogButton("pickFolder", tr("Choose…"), place);
    beside->addWidget(field, 1);
    beside->addWidget(browse);
    place->setFocusProxy(field);
    row(label, place, note);
    connect(field, &QLineEdit::textChanged, this, &TargetFields::changed);
    connect(browse, &QPushButton::clicked, this, [this, field, label] {
        auto *dialog = new QFileDialog(this, label, field->text());
        dialog->setObjectName(QStringLiteral("folderDialog"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        if (QGuiApplication::platformName() == u"offscreen")
            dialog->setOption(QFileDialog::DontUseNativeDialog);
        connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        dialog->setModal(false);
        dialog->show();
    });
    addReader(field, [field, member](ChecklistTarget &target) {
        target.*member = field->text().trimmed();
        return QString();
    });
}

} // namespace hubwatch::ui
