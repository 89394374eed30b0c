#include "ui/readiness/proof_dialog.h"

#include "checklist/waiver.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/incidents/operator_name.h"
#include "ui/readiness/day_field.h"
#include "ui/readiness/readiness_rows.h"
#include "ui/rules/cell_table.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int proofWidth = 620;
constexpr int mostListed = 5;

QFormLayout *partForm(QWidget *part)
{
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    return dialogForm(*column);
}

QString proofTitle(const Proof &proof)
{
    return proof.file.isEmpty() ? oneLine(proof.text) : oneLine(proof.file);
}

QString proofDetails(const Proof &proof)
{
    QStringList parts;
    if (!proof.by.isEmpty())
        parts << oneLine(proof.by, 80);
    if (proof.until.ok())
        parts << ProofDialog::tr("until %1").arg(dateText(proof.until));
    if (proof.portal != 0)
        parts << ProofDialog::tr("portal %1").arg(proof.portal);
    return parts.join(QStringLiteral(", "));
}

/// What proofComplaint() would say by the keys of the file, by the labels that stand here.
QString proofWords(const Proof &proof, bool asFile)
{
    using std::chrono::sys_days;
    const auto says = [](const char *text) { return ProofDialog::tr(text); };
    if (asFile)
        return proof.file.isEmpty() ? says("File: choose a file of results.") : proofComplaint(proof);
    if (proof.text.isEmpty())
        return says("What was seen: say it in a sentence.");
    if (proof.by.isEmpty())
        return says("Who vouches: say who saw it.");
    if (!proof.day.ok())
        return says("Seen on: give the day on which it was seen.");
    if (!proof.until.ok())
        return says("Until: give the last day on which it counts.");
    if (proofComplaint(proof).isEmpty())
        return {};
    return sys_days(proof.until) < sys_days(proof.day)
        ? says("Until: %1 comes before the day on which it was seen, %2.")
              .arg(dateText(proof.until), dateText(proof.day))
        : says("Until: %1 is more than a year after it was seen; it counts a year at most.").arg(dateText(proof.until));
}

} // namespace

ProofDialog::ProofDialog(Console &console, const QString &serviceName, const QString &item, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_service(serviceName)
    , m_item(item)
    , m_problem(new MarkedSentence(this))
{
    const ServiceReadiness *shown = service();
    const ItemStanding *standing = shown ? standingOf(shown->readiness, item) : nullptr;
    m_today = shown ? todayOf(shown->readiness, console.snapshot()->at) : std::chrono::year_month_day();
    const bool files = standing && standing->item.imports;
    const bool words = standing && standing->item.byHand;
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("proofDialog"), tr("Evidence"), proofWidth);
    column->addWidget(dialogHeading(standing ? oneLine(standing->item.title) : item, this));
    column->addWidget(dialogNote(
        tr("What people supply stands in the workspace file, so that the team reviews it. It is weaker than what "
           "a probe measures, and is looked at when the item is run."),
        this));
    column->addWidget(m_listPart = makeList());
    auto *kinds = new QHBoxLayout;
    kinds->setSpacing(4);
    m_asFile = segment("proofAsFile", tr("A file of results"), this);
    m_asWord = segment("proofAsWord", tr("A person's word"), this);
    kinds->addWidget(m_asFile);
    kinds->addWidget(m_asWord);
    kinds->addStretch(1);
    column->addLayout(kinds);
    m_asFile->setVisible(files && words);
    m_asWord->setVisible(files && words);
    column->addWidget(m_filePart = makeFile());
    column->addWidget(m_wordPart = makeWord());
    m_problem->setObjectName(QStringLiteral("proofProblem"));
    column->addWidget(m_problem);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    QPushButton *close = dialogButton("closeProof", tr("Close"), this);
    m_send = dialogButton("sendProof", tr("Add"), this, true);
    row->addWidget(close);
    row->addWidget(m_send);
    column->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_send, &QPushButton::clicked, this, &ProofDialog::send);
    connect(m_asFile, &QPushButton::clicked, this, [this] { chooseKind(true); });
    connect(m_asWord, &QPushButton::clicked, this, [this] { chooseKind(false); });
    const auto edited = [this] {
        m_refusal.clear();
        weigh();
    };
    for (const QLineEdit *field : {m_file, m_portal, m_fileLink, m_text, m_link, m_by})
        connect(field, &QLineEdit::textChanged, this, edited);
    for (const DayField *field : {m_fileDay, m_day})
        connect(field, &DayField::changed, this, edited);
    connect(m_until, &DayField::changed, this, edited);
    connect(&m_console, &Console::snapshotChanged, this, &ProofDialog::showSupplied);
    connect(&m_console.readiness(), &ReadinessDesk::done, this, &ProofDialog::takeOutcome);
    showSupplied();
    chooseKind(files || !words);
}

QWidget *ProofDialog::makeList()
{
    auto *part = new QWidget(this);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *panel = new Panel(part);
    for (QWidget *whole : {part, static_cast<QWidget *>(panel)}) // as high as its rows; the rest stays below
        whole->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 4, 1, 4);
    m_list = new CellTable(
        "proofList", tr("Supplied evidence"),
        {{tr("Supplied"), {}}, {tr("Details"), QStringLiteral("anna@ops-7.example, until 22 Nov 2026")}}, panel);
    m_list->horizontalHeader()->hide();
    inside->addWidget(m_list);
    column->addWidget(panel);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    m_remove = dialogButton("removeProof", tr("Remove the chosen one"), part);
    row->addWidget(m_remove);
    column->addLayout(row);
    connect(m_remove, &QPushButton::clicked, this, &ProofDialog::removePicked);
    return part;
}

QWidget *ProofDialog::makeFile()
{
    auto *part = new QWidget(this);
    QFormLayout *form = partForm(part);
    auto *line = new QWidget(part);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_file = new QLineEdit(line);
    m_file->setObjectName(QStringLiteral("proofFile"));
    m_file->setAccessibleName(tr("File"));
    m_file->setPlaceholderText(tr("JUnit, k6, autocannon or JMeter"));
    QPushButton *browse = dialogButton("browseProof", tr("Choose…"), line);
    row->addWidget(m_file, 1);
    row->addWidget(browse);
    line->setFocusProxy(m_file);
    form->addRow(tr("&File"), line);
    QLabel *relative = dialogNote(tr("A relative path begins beside the workspace file."), part);
    relative->setWordWrap(false);
    form->addRow(QString(), relative);
    m_portal = dialogField(*form, "proofPortal", tr("&Portal"), {}, part);
    m_portal->setPlaceholderText(tr("that it was run against, where the file does not say; a sandbox"));
    m_fileDay = new DayField("proofFileDay", tr("Run on"), m_today, {}, part);
    form->addRow(tr("&Run on"), m_fileDay);
    QLabel *needed = dialogNote(tr("Where the results do not say when: k6's never do."), part);
    needed->setWordWrap(false);
    form->addRow(QString(), needed);
    m_fileLink = dialogField(*form, "proofFileLink", tr("&Link"), {}, part);
    m_fileLink->setPlaceholderText(tr("where it can be looked up; may be left out"));
    connect(browse, &QPushButton::clicked, this, [this] {
        askWhich(this, tr("A file of results"), tr("Results (*.xml *.json *.jtl *.csv);;All files (*)"),
                 [this](const QString &path) { m_file->setText(path); });
    });
    return part;
}

QWidget *ProofDialog::makeWord()
{
    auto *part = new QWidget(this);
    QFormLayout *form = partForm(part);
    m_text = dialogField(*form, "proofText", tr("&What was seen"), {}, part);
    m_text->setPlaceholderText(tr("a sentence, such as “the lines of 9 Nov are in Datadog”"));
    m_link = dialogField(*form, "proofLink", tr("&Link"), {}, part);
    m_link->setPlaceholderText(tr("where it can be looked up; may be left out"));
    m_by = dialogField(*form, "proofBy", tr("Who &vouches"), operatorName(*m_console.snapshot()), part);
    m_day = new DayField("proofDay", tr("Seen on"), m_today, {}, part);
    m_day->setDay(m_today);
    form->addRow(tr("&Seen on"), m_day);
    m_until = new DayField("proofUntil", tr("Until"), m_today, {30, 90, 365}, part);
    form->addRow(tr("&Until"), m_until);
    QLabel *lastDay = dialogNote(tr("Its last day; at most a year on. Behind it, it proves nothing."), part);
    lastDay->setWordWrap(false);
    form->addRow(QString(), lastDay);
    return part;
}

const ServiceReadiness *ProofDialog::service() const
{
    const auto &services = m_console.snapshot()->readiness.services;
    const auto found = std::ranges::find_if(
        services, [this](const ServiceReadiness &one) { return one.readiness.service == m_service; });
    return found == services.end() ? nullptr : &*found;
}

std::vector<Proof> ProofDialog::supplied() const
{
    std::vector<Proof> proofs;
    if (const ServiceReadiness *shown = service())
        std::ranges::copy_if(shown->proofs, std::back_inserter(proofs),
                             [this](const Proof &proof) { return proof.item == m_item; });
    return proofs;
}

void ProofDialog::chooseKind(bool file)
{
    m_asFile->setChecked(file);
    m_asWord->setChecked(!file);
    m_filePart->setVisible(file);
    m_wordPart->setVisible(!file);
    (file ? m_file : m_text)->setFocus();
    m_refusal.clear();
    weigh();
}

void ProofDialog::showSupplied()
{
    std::vector<CellRow> rows;
    const std::vector<Proof> proofs = supplied();
    for (size_t at = 0; at < proofs.size(); ++at) {
        const Proof &proof = proofs[at];
        rows.push_back({.key = QStringLiteral("%1/%2").arg(at).arg(proofTitle(proof)),
                        .cells = {{.text = proofTitle(proof), .tone = Tone::Normal}, {.text = proofDetails(proof)}}});
    }
    m_listPart->setVisible(!rows.empty());
    m_list->setRows(std::move(rows));
    m_list->setFixedHeight(int(std::clamp<size_t>(proofs.size(), 1, mostListed)) * 27 + 2);
}

Proof ProofDialog::proof() const
{
    Proof proof{.service = m_service, .item = m_item};
    if (m_asFile->isChecked()) {
        proof.file = m_file->text().trimmed();
        proof.link = m_fileLink->text().trimmed();
        proof.portal = m_portal->text().trimmed().toLongLong();
        proof.day = m_fileDay->day().value_or(std::chrono::year_month_day());
        return proof;
    }
    proof.text = m_text->text().trimmed();
    proof.link = m_link->text().trimmed();
    proof.by = m_by->text().trimmed();
    proof.day = m_day->day().value_or(std::chrono::year_month_day());
    proof.until = m_until->day().value_or(std::chrono::year_month_day());
    return proof;
}

void ProofDialog::weigh()
{
    QString complaint;
    const QString portal = m_portal->text().trimmed();
    bool number = true;
    if (m_asFile->isChecked()) {
        number = portal.isEmpty() || portal.toLongLong() > 0;
        if (!number)
            complaint = tr("“%1” is no portal; expected a number such as 4242.").arg(portal.left(40));
        else if (!m_fileDay->isEmpty() && !m_fileDay->complaint().isEmpty())
            complaint = tr("Run on: %1").arg(m_fileDay->complaint());
    } else if (!m_text->text().trimmed().isEmpty() && !m_by->text().trimmed().isEmpty()) {
        if (!m_day->complaint().isEmpty())
            complaint = tr("Seen on: %1").arg(m_day->complaint());
        else if (!m_until->complaint().isEmpty())
            complaint = tr("Until: %1").arg(m_until->complaint());
    }
    if (complaint.isEmpty())
        complaint = proofWords(proof(), m_asFile->isChecked());
    const bool begun = !(m_asFile->isChecked() ? m_file : m_text)->text().isEmpty();
    m_problem->setSentence(m_refusal.isEmpty() && !begun ? Mark::NotYet : Mark::Bad,
                           m_refusal.isEmpty() ? complaint : m_refusal);
    m_send->setEnabled(!m_waiting && complaint.isEmpty());
    m_remove->setEnabled(!m_waiting);
}

void ProofDialog::send()
{
    m_waiting = ReadinessOutcome::Command::AddProof;
    m_refusal.clear();
    weigh();
    m_console.readiness().addProof(proof());
}

void ProofDialog::removePicked()
{
    const std::vector<Proof> proofs = supplied();
    const qsizetype at = m_list->currentIndex().row();
    if (at < 0 || size_t(at) >= proofs.size())
        return;
    m_waiting = ReadinessOutcome::Command::RemoveProof;
    m_refusal.clear();
    weigh();
    m_console.readiness().removeProof(proofs[size_t(at)]);
}

void ProofDialog::takeOutcome(const ReadinessOutcome &outcome)
{
    if (m_waiting != outcome.command || outcome.service != m_service || outcome.item != m_item)
        return;
    const bool added = outcome.command == ReadinessOutcome::Command::AddProof;
    m_waiting.reset();
    if (outcome.problem.isEmpty() && added) {
        close();
        return;
    }
    m_refusal = outcome.problem;
    weigh();
}

} // namespace hubwatch::ui
