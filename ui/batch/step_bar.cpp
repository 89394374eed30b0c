#include "ui/batch/step_bar.h"

#include "ui/batch/step_link.h"

#include <QCoreApplication>
#include <QHBoxLayout>

namespace hubwatch::ui {

namespace {

QString barWord(const char *text)
{
    return QCoreApplication::translate("StepBar", text);
}

constexpr std::array<const char *, jobSteps> stepNames{"stepObject", "stepFile", "stepMapping", "stepReview",
                                                       "stepDryRun", "stepRun",  "stepResults"};

} // namespace

QString stepWord(JobStep step)
{
    switch (step) {
    case JobStep::Object: return barWord("Object");
    case JobStep::File: return barWord("File");
    case JobStep::Mapping: return barWord("Mapping");
    case JobStep::Review: return barWord("Review");
    case JobStep::DryRun: return barWord("Dry run");
    case JobStep::Run: return barWord("Run");
    case JobStep::Results: return barWord("Results");
    }
    Q_UNREACHABLE();
}

StepBar::StepBar(QWidget *parent)
    : Panel(parent)
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("stepBar"));
    setAccessibleName(tr("Steps of the job"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 10, 14, 10);
    row->setSpacing(4);
    for (int at = 0; at < jobSteps; ++at) {
        const auto step = JobStep(at);
        auto *link = new StepLink(stepNames.at(size_t(at)), stepWord(step), this);
        connect(link, &StepLink::clicked, this, [this, step] { emit chosen(step); });
        row->addWidget(link);
        m_links.at(size_t(at)) = link;
    }
    row->addStretch(1);
    m_buttons->setSpacing(8);
    row->addLayout(m_buttons);
    setStep(JobStep::Object, JobStep::Object);
}

void StepBar::setStep(JobStep current, JobStep last)
{
    for (int at = 0; at < jobSteps; ++at) {
        const bool here = JobStep(at) == current;
        const Mark mark = here ? Mark::Pending : at < int(current) ? Mark::Good : Mark::NotYet;
        m_links.at(size_t(at))->setStanding(mark, here, at <= int(last));
    }
}

void StepBar::setMark(JobStep step, Mark mark)
{
    m_links.at(size_t(step))->setMark(mark);
}

void StepBar::addButton(QWidget *button)
{
    m_buttons->addWidget(button);
}

} // namespace hubwatch::ui
