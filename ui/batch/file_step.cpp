#include "ui/batch/file_step.h"

#include "ui/batch/preview_table.h"
#include "ui/batch/search_field.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr std::array encodings{CsvFormat::Encoding::Utf8, CsvFormat::Encoding::Utf16Le, CsvFormat::Encoding::Utf16Be,
                               CsvFormat::Encoding::ShiftJis, CsvFormat::Encoding::Windows1252};
constexpr std::array delimiters{',', ';', '\t', '|'};

/// What the file must hold for the operation.
QString wantedWords(JobOperation operation)
{
    switch (operation) {
    case JobOperation::Update: return FileStep::tr("One row a record: its key, and the values.");
    case JobOperation::Create: return FileStep::tr("One row for each new record; columns become properties.");
    case JobOperation::Upsert: return FileStep::tr("One row a record: a unique key, and the values.");
    case JobOperation::Archive: return FileStep::tr("A column with the HubSpot ids of the records.");
    case JobOperation::Read: return FileStep::tr("A column with ids, e-mail addresses or another unique key.");
    case JobOperation::Associate:
    case JobOperation::Dissociate: return FileStep::tr("Two columns: the HubSpot ids of both sides.");
    }
    Q_UNREACHABLE();
}

QString localFile(const QMimeData *dragged)
{
    const QList<QUrl> urls = dragged->urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

} // namespace

FileStep::FileStep(Console &console, JobDraft &draft, QWidget *parent)
    : WizardStep(console, draft, parent)
{
    setAcceptDrops(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    const WizardPanel input = wizardPanel("batchInput", tr("Rows come from"), this);
    m_asFile = segment("inputFile", tr("A file"), input.frame);
    m_asSearch = segment("inputSearch", tr("A search"), input.frame);
    input.head->insertWidget(1, m_asFile);
    input.head->insertWidget(2, m_asSearch);
    m_wanted = input.note;
    m_wanted->setObjectName(QStringLiteral("inputWanted"));
    m_file = makeFile();
    input.column->addWidget(m_file);
    m_search = new SearchField(input.frame);
    input.column->addWidget(m_search);
    column->addWidget(input.frame);
    m_problem = new MarkedSentence(input.frame);
    m_problem->setObjectName(QStringLiteral("fileProblem"));
    input.column->addWidget(m_problem);
    const WizardPanel preview = makePreview();
    m_previewPanel = preview.frame;
    column->addWidget(preview.frame, 1);
    column->addStretch(0);
    connect(m_asFile, &QPushButton::clicked, this, [this] { choose(false); });
    connect(m_asSearch, &QPushButton::clicked, this, [this] { choose(true); });
    connect(m_search, &SearchField::changed, this, [this] {
        m_draft.search = m_search->search();
        emit changed();
    });
    connect(&m_console.batch(), &BatchDesk::looked, this, &FileStep::takeLook);
}

QWidget *FileStep::makeFile()
{
    auto *file = new QWidget(this);
    auto *column = new QVBoxLayout(file);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_path = new QLineEdit(file);
    m_path->setObjectName(QStringLiteral("filePath"));
    m_path->setAccessibleName(tr("Path of the file"));
    m_path->setPlaceholderText(tr("Drop a CSV file here, choose one, or type its path"));
    row->addWidget(m_path, 1);
    QPushButton *choose = dialogButton("chooseFile", tr("Choose…"), file);
    row->addWidget(choose);
    column->addLayout(row);
    column->addWidget(makeFormat());
    connect(choose, &QPushButton::clicked, this, &FileStep::chooseFile);
    connect(m_path, &QLineEdit::editingFinished, this, [this] {
        if (m_path->text().trimmed() != m_draft.path)
            openFile(m_path->text().trimmed());
    });
    return file;
}

QWidget *FileStep::makeFormat()
{
    auto *format = new QWidget(this);
    auto *row = new QHBoxLayout(format);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_encoding = new StillBox("fileEncoding", tr("Encoding"), format);
    for (const CsvFormat::Encoding encoding : encodings)
        m_encoding->addItem(encodingName(encoding), int(encoding));
    m_delimiter = new StillBox("fileDelimiter", tr("Delimiter"), format);
    m_delimiter->setMinimumContentsLength(10);
    for (const char delimiter : delimiters)
        m_delimiter->addItem(delimiterName(delimiter), int(delimiter));
    m_asFound = dialogButton("formatAsFound", tr("As found"), format);
    m_asFound->setToolTip(tr("Read it again as its first bytes tell"));
    m_facts = new TextLine(format);
    m_facts->setObjectName(QStringLiteral("fileFacts"));
    m_facts->setRightAligned(true);
    row->addWidget(new QLabel(tr("Encoding"), format));
    row->addWidget(m_encoding);
    row->addSpacing(8);
    row->addWidget(new QLabel(tr("Delimiter"), format));
    row->addWidget(m_delimiter);
    row->addWidget(m_asFound);
    row->addWidget(m_facts, 1);
    for (const StillBox *box : {m_encoding, m_delimiter})
        connect(box, &QComboBox::activated, this, &FileStep::correctFormat);
    connect(m_asFound, &QPushButton::clicked, this, [this] {
        m_draft.format.reset();
        look();
    });
    return format;
}

WizardPanel FileStep::makePreview()
{
    const WizardPanel panel = wizardPanel("batchPreview", tr("First rows"), this);
    m_previewNote = panel.note;
    m_preview = new PreviewTable("filePreview", tr("First rows of the file"), panel.frame);
    panel.column->addWidget(m_preview, 1);
    m_empty = dialogNote(tr("The first rows are shown here as soon as a file is chosen. Nothing is sent anywhere; the "
                            "file is copied into the job only when it is planned."),
                         panel.frame);
    panel.column->addWidget(m_empty);
    panel.column->addStretch(0);
    return panel;
}

void FileStep::enter()
{
    m_search->setSearch(m_draft.search);
    showAll();
    // A plan that was opened knows its columns and not its first rows.
    const bool known = !m_draft.look.rows.empty() || !m_draft.look.problem.isEmpty();
    if (!m_draft.searches && !m_draft.path.isEmpty() && !known && !m_waiting)
        look();
}

QString FileStep::lack() const
{
    return m_waiting && !m_draft.searches ? tr("Reading the first rows of the file.") : inputLack(m_draft);
}

void FileStep::chooseFile()
{
    askWhich(this, tr("Rows of the job"), tr("Tables (*.csv *.tsv *.txt);;All files (*)"),
             [this](const QString &path) { openFile(path); });
}

void FileStep::openFile(const QString &path)
{
    m_draft.searches = false;
    m_draft.path = path;
    m_draft.format.reset();
    look();
}

void FileStep::choose(bool search)
{
    m_draft.searches = search;
    showAll();
    if (search)
        m_search->setFocus();
    emit changed();
}

void FileStep::correctFormat()
{
    CsvFormat format = m_draft.look.format;
    format.encoding = CsvFormat::Encoding(m_encoding->currentData().toInt());
    format.delimiter = char(m_delimiter->currentData().toInt());
    // The mark at its begin belongs to the encoding that was found.
    format.bomBytes = format.encoding == m_found.encoding ? m_found.bomBytes : 0;
    m_draft.format = format;
    look();
}

void FileStep::look()
{
    m_waiting = !m_draft.path.isEmpty();
    if (m_waiting)
        m_console.batch().look(m_draft.path, m_draft.format);
    else
        m_draft.look = {};
    showAll();
    emit changed();
}

void FileStep::takeLook(const LookAnswer &answer)
{
    if (!m_waiting || answer.path != m_draft.path)
        return;
    m_waiting = false;
    if (!m_draft.format)
        m_found = answer.look.format;
    if (answer.look.header != m_draft.look.header)
        m_draft.mapped = false;
    m_draft.look = answer.look;
    showAll();
    emit changed();
}

void FileStep::showAll()
{
    m_asFile->setChecked(!m_draft.searches);
    m_asSearch->setChecked(m_draft.searches);
    m_file->setVisible(!m_draft.searches);
    m_search->setVisible(m_draft.searches);
    m_previewPanel->setVisible(!m_draft.searches);
    static_cast<QBoxLayout *>(layout())->setStretch(2, m_draft.searches ? 1 : 0); // else the search takes the room
    m_wanted->setRuns({{wantedWords(m_draft.spec.operation), Tone::Dim}});
    if (!m_path->hasFocus() || m_path->text().trimmed() != m_draft.path)
        m_path->setText(m_draft.path);
    showLook();
}

void FileStep::showLook()
{
    const CsvLook &look = m_draft.look;
    const bool some = !look.header.isEmpty();
    m_encoding->setEnabled(some || !look.problem.isEmpty());
    m_delimiter->setEnabled(m_encoding->isEnabled());
    m_encoding->choose(int(look.format.encoding));
    m_delimiter->choose(int(look.format.delimiter));
    m_asFound->setVisible(m_draft.format.has_value());
    std::vector<TextRun> facts;
    if (m_waiting)
        facts = {{tr("reading the first rows…"), Tone::Dim}};
    else if (some)
        facts = {{tr("about %1 rows").arg(countText(look.rowsAbout)), Tone::Normal, true},
                 {tr("%1 columns").arg(look.header.size()), Tone::Dim},
                 {bytesText(look.bytes), Tone::Dim}};
    m_facts->setRuns(std::move(facts));
    m_problem->setSentence(Mark::Bad, m_draft.searches ? QString() : look.problem);
    m_preview->setVisible(some);
    m_empty->setVisible(!some && look.problem.isEmpty());
    m_preview->setLook(look);
    m_previewNote->setRuns(
        some ? std::vector<TextRun>{{tr("%1 of about %2").arg(look.rows.size()).arg(countText(look.rowsAbout)),
                                     Tone::Dim}}
             : std::vector<TextRun>{});
}

void FileStep::dragEnterEvent(QDragEnterEvent *event)
{
    if (localFile(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_facts->setRuns({{tr("Let go to read this file."), Tone::Normal, true}});
}

void FileStep::dragLeaveEvent(QDragLeaveEvent *)
{
    showLook();
}

void FileStep::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFile(localFile(event->mimeData()));
}

} // namespace hubwatch::ui
