#include "ui/readiness/set_up_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/readiness/readiness_words.h"
#include "ui/readiness/target_fields.h"
#include "ui/shell/text_line.h"
#include "ui/sources/part_actions.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>

namespace hubwatch::ui {

namespace {

constexpr QSize setUpSize(820, 640);
constexpr int sectionsWidth = 160;
constexpr int sectionHeight = 28;

} // namespace

SetUpDialog::SetUpDialog(Console &console, const ChecklistTarget &target, bool configured, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_service(target.service)
    , m_fields(new TargetFields(console, target, this))
    , m_area(new QScrollArea(this))
    , m_sections(new QListWidget(this))
    , m_problem(new MarkedSentence(this))
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("setUpDialog"),
                                       tr("Checklist of %1").arg(oneLine(target.service, 60)), 640);
    column->addWidget(
        dialogNote(tr("Everything may be left empty: items that need it are not run, and say what to add. It "
                      "is written into the workspace file; secrets never are, only where they live."),
                   this));
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(makeSections(), 0, Qt::AlignTop);
    auto *panel = new Panel(this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(14, 12, 2, 4);
    m_area->setObjectName(QStringLiteral("setUpArea"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(m_fields);
    inside->addWidget(m_area);
    row->addWidget(panel, 1);
    column->addLayout(row, 1);
    m_problem->setObjectName(QStringLiteral("setUpProblem"));
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    QPushButton *cancel = dialogButton("cancelSetUp", tr("Cancel"), this);
    m_save = dialogButton("saveSetUp", configured ? tr("Save") : tr("Set up"), this, true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    resize(setUpSize);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_save, &QPushButton::clicked, this, &SetUpDialog::save);
    connect(m_sections, &QListWidget::currentRowChanged, this, &SetUpDialog::showSection);
    connect(m_fields, &TargetFields::changed, this, [this] {
        m_refusal.clear();
        weigh();
    });
    connect(&m_console.readiness(), &ReadinessDesk::done, this, &SetUpDialog::takeOutcome);
    connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, &SetUpDialog::followScroll);
    m_sections->setCurrentRow(0);
    m_fields->setFocus();
    weigh();
}

QWidget *SetUpDialog::makeSections()
{
    auto *panel = new Panel(this);
    panel->setFixedWidth(sectionsWidth);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(4, 4, 4, 4);
    m_sections->setObjectName(QStringLiteral("setUpSections"));
    m_sections->setAccessibleName(tr("Sections"));
    m_sections->setFrameShape(QFrame::NoFrame);
    m_sections->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const auto &[title, widget] : m_fields->sections()) {
        auto *item = new QListWidgetItem(QStringLiteral("  ") + title, m_sections);
        item->setSizeHint(QSize(0, sectionHeight));
    }
    m_sections->setFixedHeight(sectionHeight * m_sections->count() + 2);
    inside->addWidget(m_sections);
    return panel;
}

/// The section that is seen first is the one that is lit.
void SetUpDialog::followScroll()
{
    if (m_jumping)
        return;
    const int top = m_area->verticalScrollBar()->value() + sectionHeight;
    int at = 0;
    const auto &sections = m_fields->sections();
    for (int next = 0; next < int(sections.size()); ++next)
        if (sections[size_t(next)].second->y() <= top)
            at = next;
    const QSignalBlocker quiet(m_sections);
    m_sections->setCurrentRow(at);
}

void SetUpDialog::showSection(int at)
{
    if (at < 0 || size_t(at) >= m_fields->sections().size())
        return;
    const QWidget *heading = m_fields->sections()[size_t(at)].second;
    m_jumping = true;
    m_area->verticalScrollBar()->setValue(at == 0 ? 0 : heading->y() + 12);
    m_jumping = false;
}

void SetUpDialog::weigh()
{
    const QString broken = brokenFileReason(*m_console.snapshot());
    const TargetFields::Complaint complaint = broken.isEmpty() ? m_fields->complaint() : TargetFields::Complaint{};
    m_fields->mark(complaint);
    // The field may be out of sight: its section says that it is there.
    for (int at = 0; at < m_sections->count(); ++at) {
        QListWidgetItem *item = m_sections->item(at);
        const bool wrong = at == complaint.section;
        const QString &title = m_fields->sections()[size_t(at)].first;
        item->setText((wrong ? QStringLiteral("◆ ") : QStringLiteral("  ")) + title);
        item->setForeground(wrong ? QBrush(themeOf(this).bad) : QBrush());
        item->setData(Qt::AccessibleTextRole, wrong ? tr("%1: cannot be read").arg(title) : title);
    }
    const QString words = broken.isEmpty() ? complaint.words : broken;
    m_problem->setSentence(Mark::Bad, m_refusal.isEmpty() ? words : m_refusal);
    m_save->setEnabled(!m_waiting && words.isEmpty());
}

void SetUpDialog::save()
{
    m_waiting = true;
    m_refusal.clear();
    weigh();
    m_console.readiness().setUp(m_fields->target());
}

void SetUpDialog::takeOutcome(const ReadinessOutcome &outcome)
{
    if (!m_waiting || outcome.command != ReadinessOutcome::Command::SetUp || outcome.service != m_service)
        return;
    m_waiting = false;
    if (outcome.problem.isEmpty()) {
        close();
        return;
    }
    m_refusal = outcome.problem;
    weigh();
}

} // namespace hubwatch::ui
