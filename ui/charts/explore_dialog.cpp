#include "ui/charts/explore_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyle>
#include <QTreeView>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

QString typeText(MetricType type)
{
    switch (type) {
    case MetricType::Counter: return QStringLiteral("counter");
    case MetricType::Gauge: return QStringLiteral("gauge");
    case MetricType::Histogram: return QStringLiteral("histogram");
    case MetricType::GaugeHistogram: return QStringLiteral("gauge histogram");
    case MetricType::Summary: return QStringLiteral("summary");
    case MetricType::Info: return QStringLiteral("info");
    case MetricType::StateSet: return QStringLiteral("state set");
    case MetricType::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

} // namespace

ExploreDialog::ExploreDialog(QWidget *parent)
    : QDialog(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_model(new QStandardItemModel(this))
    , m_filter(new QSortFilterProxyModel(this))
    , m_empty(new QLabel(this))
    , m_view(new QComboBox(this))
    , m_quantile(new QDoubleSpinBox(this))
    , m_window(new QComboBox(this))
    , m_by(new QComboBox(this))
{
    setObjectName(QStringLiteral("exploreDialog"));
    setWindowTitle(tr("Explore a metric"));
    setModal(false);
    resize(620, 520);

    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search by metric, service or type"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_filter->setSourceModel(m_model);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setFilterKeyColumn(-1);
    m_list->setObjectName(QStringLiteral("metrics"));
    m_list->setAccessibleName(tr("Stored metrics"));
    m_list->setModel(m_filter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_empty->setObjectName(QStringLiteral("noMetrics"));
    m_empty->setWordWrap(true);
    m_view->setObjectName(QStringLiteral("view"));
    m_quantile->setObjectName(QStringLiteral("quantile"));
    m_quantile->setRange(0.01, 0.999);
    m_quantile->setSingleStep(0.01);
    m_quantile->setDecimals(3);
    m_quantile->setValue(0.99);
    m_window->setObjectName(QStringLiteral("window"));
    for (const Duration window : {Duration(1min), Duration(5min), Duration(15min), Duration(1h), Duration(24h)})
        m_window->addItem(spanText(window), qlonglong(window.count()));
    m_window->setCurrentIndex(1);
    m_by->setObjectName(QStringLiteral("by"));

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty);
    auto *form = new QFormLayout;
    form->addRow(tr("&View"), m_view);
    form->addRow(tr("&Quantile"), m_quantile);
    form->addRow(tr("Over the &last"), m_window);
    form->addRow(tr("One line &by"), m_by);
    layout->addLayout(form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_add = buttons->addButton(tr("Add chart"), QDialogButtonBox::ActionRole);
    m_add->setObjectName(QStringLiteral("add"));
    m_add->setDefault(true);
    m_add->setProperty("primary", true);
    m_add->style()->unpolish(m_add); // the box dressed it before it was the primary one
    m_add->style()->polish(m_add);
    layout->addWidget(buttons);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilterFixedString(text.trimmed());
        if (!chosen() && m_filter->rowCount() > 0)
            m_list->setCurrentIndex(m_filter->index(0, 0));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ExploreDialog::offer);
    connect(m_view, &QComboBox::currentIndexChanged, this, &ExploreDialog::enable);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto add = [this] {
        if (const auto asked = question())
            emit added(*asked, type());
    };
    connect(m_add, &QPushButton::clicked, this, add);
    connect(m_list, &QTreeView::doubleClicked, this, add);
    setChoices({});
    m_known = false;
    m_empty->setText(tr("Reading the list of stored metrics…"));
}

void ExploreDialog::setChoices(const std::vector<MetricChoice> &choices)
{
    if (m_known && choices == m_choices)
        return;
    const std::optional<MetricQuestion> before = question();
    m_known = true;
    m_choices = choices;
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("Metric"), tr("Service"), tr("Type")});
    for (size_t i = 0; i < m_choices.size(); ++i) {
        auto *metric = new QStandardItem(QString::fromStdString(m_choices[i].metric));
        metric->setData(qulonglong(i));
        m_model->appendRow(
            {metric, new QStandardItem(m_choices[i].service), new QStandardItem(typeText(m_choices[i].type))});
    }
    m_list->sortByColumn(0, Qt::AscendingOrder);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    for (const int column : {1, 2})
        m_list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_empty->setVisible(m_choices.empty());
    m_empty->setText(tr("Nothing is stored yet. Metrics appear here after the first good scrape of a service."));
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const MetricChoice &choice = m_choices[m_filter->index(row, 0).data(Qt::UserRole + 1).toULongLong()];
        if (!before || (choice.service == before->service && choice.metric == before->metric)) {
            m_list->setCurrentIndex(m_filter->index(row, 0));
            break;
        }
    }
    offer();
}

const MetricChoice *ExploreDialog::chosen() const
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return nullptr;
    const auto at = current.siblingAtColumn(0).data(Qt::UserRole + 1).toULongLong();
    return at < m_choices.size() ? &m_choices[at] : nullptr;
}

void ExploreDialog::offer()
{
    const MetricChoice *choice = chosen();
    m_view->clear();
    m_by->clear();
    if (choice) {
        for (const MetricQuestion::View view : viewsFor(choice->type))
            m_view->addItem(viewText(view), int(view));
        m_by->addItem(tr("no label"), QString());
        for (const std::string &label : choice->labels)
            m_by->addItem(QString::fromStdString(label), QString::fromStdString(label));
    }
    enable();
}

void ExploreDialog::enable()
{
    const auto asked = question();
    m_add->setEnabled(asked.has_value());
    m_view->setEnabled(m_view->count() > 1);
    m_by->setEnabled(m_by->count() > 1);
    m_quantile->setEnabled(asked && asked->view == MetricQuestion::View::Quantile);
    m_window->setEnabled(asked && asked->view != MetricQuestion::View::Value);
}

std::optional<MetricQuestion> ExploreDialog::question() const
{
    const MetricChoice *choice = chosen();
    if (!choice || m_view->currentIndex() < 0)
        return std::nullopt;
    return MetricQuestion{.service = choice->service,
                          .metric = choice->metric,
                          .view = MetricQuestion::View(m_view->currentData().toInt()),
                          .quantile = m_quantile->value(),
                          .window = Duration(m_window->currentData().toLongLong()),
                          .by = m_by->currentData().toString().toStdString()};
}

MetricType ExploreDialog::type() const
{
    const MetricChoice *choice = chosen();
    return choice ? choice->type : MetricType::Unknown;
}

} // namespace hubwatch::ui
