#include "ui/rules/rule_fields.h"

#include "base/duration_text.h"
#include "ui/rules/choice_button.h"
#include "ui/rules/rule_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace hubwatch::ui {

namespace {

enum HoldKind { AtOnce, ForTime, ForPolls };

std::optional<std::int64_t> wholeNumber(const QLineEdit *field)
{
    bool good = false;
    const qlonglong number = field->text().trimmed().toLongLong(&good);
    return good && number >= 0 ? std::optional(std::int64_t(number)) : std::nullopt;
}

int stateIndex(const Rule &rule)
{
    return rule.threshold <= 0 ? 1 : 0;
}

int holdKind(const Rule &rule)
{
    if (rule.polls > 0)
        return ForPolls;
    return rule.holdFor > Duration::zero() ? ForTime : AtOnce;
}

QString holdText(const Rule &rule)
{
    if (rule.polls > 0)
        return QString::number(rule.polls);
    return rule.holdFor > Duration::zero() ? durationText(rule.holdFor) : QString();
}

QString orNone(Duration duration)
{
    return duration > Duration::zero() ? durationText(duration) : QStringLiteral("0s");
}

} // namespace

RuleFields::RuleFields(QWidget *parent)
    : QWidget(parent)
    , m_nameLabel(new QLabel(tr("Name"), this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    m_name = addEdit("ruleName", tr("Name"), 0);
    m_services = new ChoiceButton("ruleServices", tr("Services that the rule watches"), tr("all services"), this);
    m_enabled = new QCheckBox(tr("On"), this);
    m_enabled->setObjectName(QStringLiteral("ruleEnabled"));
    m_enabled->setAccessibleName(tr("The rule is on"));
    connect(m_enabled, &QCheckBox::toggled, this, &RuleFields::tell);
    connect(m_services, &ChoiceButton::changed, this, &RuleFields::tell);
    auto *watched = new QHBoxLayout;
    watched->setSpacing(12);
    watched->addWidget(m_services, 1);
    watched->addWidget(m_enabled);
    int at = 0;
    grid->addWidget(m_nameLabel, at, 0);
    grid->addWidget(m_name, at++, 1);
    const std::initializer_list<std::pair<QString, QHBoxLayout *>> rows{{tr("Fires when"), makeCondition()},
                                                                        {tr("Counts from"), makeVolume()},
                                                                        {tr("Opens a"), makeTelling()},
                                                                        {tr("Watches"), watched}};
    for (const auto &[title, row] : rows) {
        auto *label = new QLabel(title, this);
        label->setProperty("tone", QStringLiteral("dim"));
        grid->addWidget(label, at, 0);
        grid->addLayout(row, at++, 1);
    }
    m_nameLabel->setProperty("tone", QStringLiteral("dim"));
}

QLineEdit *RuleFields::addEdit(const char *name, const QString &title, int width)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(title);
    if (width > 0)
        field->setFixedWidth(width);
    connect(field, &QLineEdit::textChanged, this, &RuleFields::tell);
    return field;
}

QComboBox *RuleFields::addCombo(const char *name, const QString &title, const QStringList &items)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(QString::fromLatin1(name));
    combo->setAccessibleName(title);
    combo->addItems(items);
    connect(combo, &QComboBox::currentIndexChanged, this, [this] {
        showKinds();
        tell();
    });
    return combo;
}

QHBoxLayout *RuleFields::makeCondition()
{
    m_side = addCombo("ruleSide", tr("Above or below"), {tr("above"), tr("below")});
    m_state = addCombo("ruleState", tr("State"), {tr("not good"), tr("unreachable or out")});
    m_threshold = addEdit("ruleThreshold", tr("Threshold"), 72);
    m_unit = new QLabel(this);
    m_hold = addCombo("ruleHold", tr("How long it must hold"), {tr("at once"), tr("for"), tr("for polls")});
    m_holdFor = addEdit("ruleFor", tr("Hold time or polls"), 64);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    for (QWidget *part : std::initializer_list<QWidget *>{m_side, m_state, m_threshold, m_unit, m_hold, m_holdFor})
        row->addWidget(part);
    row->addStretch(1);
    return row;
}

QHBoxLayout *RuleFields::makeVolume()
{
    m_minimum = addEdit("ruleMinimum", tr("Minimum volume"), 72);
    m_minimum->setToolTip(tr("Below this many events the condition does not hold: one error in ten calls is 10 %"));
    m_keep = addEdit("ruleKeepFiring", tr("Keep firing for"), 64);
    m_keep->setToolTip(tr("Stays firing so long after the last breach, against flapping"));
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_minimum);
    row->addWidget(new QLabel(tr("events; fires on for"), this));
    row->addWidget(m_keep);
    row->addWidget(new QLabel(tr("after it"), this));
    row->addStretch(1);
    return row;
}

QHBoxLayout *RuleFields::makeTelling()
{
    m_severity = addCombo("ruleSeverity", tr("Severity"), {tr("page"), tr("notify"), tr("ticket")});
    m_routes = new ChoiceButton("ruleRoutes", tr("Routes that are told"), tr("all routes that take it"), this);
    connect(m_routes, &ChoiceButton::changed, this, &RuleFields::tell);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_severity);
    row->addWidget(new QLabel(tr("via"), this));
    row->addWidget(m_routes, 1);
    return row;
}

void RuleFields::setWorkspace(const Workspace &workspace)
{
    QStringList routes;
    for (const Route &route : workspace.routes)
        routes << route.name;
    QStringList services;
    for (const ServiceConfig &service : workspace.services)
        services << service.name;
    m_routes->setChoices(routes);
    m_services->setChoices(services);
}

void RuleFields::setRule(const Rule &rule, bool named)
{
    m_filling = true;
    m_rule = rule;
    const Unit unit = ruleUnit(rule);
    m_nameLabel->setVisible(named);
    m_name->setVisible(named);
    m_name->setText(rule.name);
    m_side->setCurrentIndex(int(rule.side));
    m_state->setCurrentIndex(stateIndex(rule));
    m_threshold->setText(thresholdNumber(rule.threshold, unit));
    m_unit->setText(thresholdUnit(unit));
    m_hold->setCurrentIndex(holdKind(rule));
    m_holdFor->setText(holdText(rule));
    m_minimum->setText(QString::number(rule.minimum));
    m_keep->setText(orNone(rule.keepFiringFor));
    m_severity->setCurrentIndex(int(rule.severity));
    m_routes->setChosen(rule.routes);
    m_services->setChosen(rule.services);
    m_enabled->setChecked(rule.enabled);
    showKinds();
    m_filling = false;
}

void RuleFields::showKinds()
{
    const Unit unit = ruleUnit(m_rule);
    const bool state = thresholdIsState(unit);
    m_state->setVisible(state);
    for (QWidget *part : std::initializer_list<QWidget *>{m_side, m_threshold, m_unit})
        part->setVisible(!state);
    m_holdFor->setVisible(m_hold->currentIndex() != AtOnce);
    m_holdFor->setPlaceholderText(m_hold->currentIndex() == ForPolls ? QStringLiteral("2") : QStringLiteral("5m"));
    m_routes->setAllWords(tr("all routes that take %1").arg(m_severity->currentText()));
}

Rule RuleFields::rule() const
{
    Rule rule = m_rule;
    const Unit unit = ruleUnit(rule);
    rule.name = m_name->text().trimmed();
    // What was not touched stays as it is in the file: figures lose digits as text, and a file may say more than
    // fields.
    if (thresholdIsState(unit)) {
        if (m_state->currentIndex() != stateIndex(m_rule)) {
            rule.side = Rule::Side::Below;
            rule.threshold = m_state->currentIndex() == 0 ? 1 : 0;
        }
    } else {
        rule.side = Rule::Side(m_side->currentIndex());
        if (m_threshold->text() != thresholdNumber(m_rule.threshold, unit))
            rule.threshold = parseThreshold(m_threshold->text(), unit).value_or(rule.threshold);
    }
    if (m_hold->currentIndex() != holdKind(m_rule) || m_holdFor->text() != holdText(m_rule)) {
        const QString typed = m_holdFor->text().trimmed();
        rule.polls = m_hold->currentIndex() == ForPolls ? int(wholeNumber(m_holdFor).value_or(0)) : 0;
        rule.holdFor = m_hold->currentIndex() == ForTime ? parseDuration(typed).value_or(0ms) : Duration::zero();
    }
    rule.minimum = wholeNumber(m_minimum).value_or(rule.minimum);
    rule.keepFiringFor = parseDuration(m_keep->text().trimmed()).value_or(rule.keepFiringFor);
    rule.severity = Rule::Severity(m_severity->currentIndex());
    rule.routes = m_routes->chosen();
    rule.services = m_services->chosen();
    rule.enabled = m_enabled->isChecked();
    return rule;
}

QStringList RuleFields::problems() const
{
    QStringList problems;
    const Unit unit = ruleUnit(m_rule);
    if (!thresholdIsState(unit) && !parseThreshold(m_threshold->text(), unit))
        problems << tr("The threshold “%1” is not a number.").arg(m_threshold->text());
    if (m_hold->currentIndex() == ForTime && !parseDuration(m_holdFor->text().trimmed()))
        problems << tr("“%1” is not a duration; expected something like 30s, 5m or 1h.").arg(m_holdFor->text());
    if (m_hold->currentIndex() == ForPolls && wholeNumber(m_holdFor).value_or(0) < 1)
        problems << tr("“%1” is not a number of polls; expected 1 or more.").arg(m_holdFor->text());
    if (!wholeNumber(m_minimum))
        problems << tr("The volume “%1” is not a whole number.").arg(m_minimum->text());
    if (!parseDuration(m_keep->text().trimmed()))
        problems << tr("“%1” is not a duration; 0s ends it with the breach.").arg(m_keep->text());
    return problems;
}

void RuleFields::tell()
{
    if (!m_filling)
        emit changed();
}

} // namespace hubwatch::ui
