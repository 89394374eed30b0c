#include "ui/credentials/rotation_assistant.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/credentials/outcome_panel.h"
#include "ui/credentials/rotation_step.h"
#include "ui/credentials/secret_field.h"
#include "ui/format.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

using Command = CredentialOutcome::Command;

/// The account that the reference belongs to, "account prod" among its users.
QString accountUsing(const CredentialState &credential)
{
    const QString prefix = QStringLiteral("account ");
    for (const QString &user : credential.usedBy) {
        if (user.startsWith(prefix))
            return user.mid(prefix.size());
    }
    return {};
}

QString waitingWords(RotateCredential::Step step)
{
    using Step = RotateCredential::Step;
    switch (step) {
    case Step::Store: return RotationAssistant::tr("Storing the new one…");
    case Step::Verify: return RotationAssistant::tr("Asking HubSpot whose both are…");
    case Step::Switch: return RotationAssistant::tr("Switching…");
    case Step::Back: return RotationAssistant::tr("Going back to the old one…");
    case Step::Retire: return RotationAssistant::tr("Forgetting the old one…");
    }
    Q_UNREACHABLE();
}

bool isRotation(Command command)
{
    return command == Command::RotateStore || command == Command::RotateVerify || command == Command::RotateSwitch
        || command == Command::RotateBack || command == Command::RotateRetire;
}

} // namespace

RotationAssistant::RotationAssistant(Console &console, const QString &reference, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_reference(reference)
    , m_field(new SecretField(this))
    , m_outcome(new OutcomePanel(this))
    , m_grace(new MarkedSentence(this))
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("rotationAssistant"), tr("Rotate %1").arg(reference), 620);
    column->setSpacing(8);
    makeSteps();
    for (RotationStep *step : m_steps)
        column->addWidget(step);
    column->addWidget(m_outcome);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addWidget(dialogNote(tr("It may be closed between the steps: the stage is kept."), this), 1);
    m_close = dialogButton("closeButton", tr("Close"), this);
    row->addWidget(m_close);
    column->addLayout(row);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    // Only a retirement may be forced.
    connect(m_outcome, &OutcomePanel::forceWanted, this,
            [this] { command(RotateCredential::Step::Retire, {}, /*force=*/true); });
    connect(&m_console, &Console::snapshotChanged, this, &RotationAssistant::showSnapshot);
    connect(&m_console.credentials(), &CredentialDesk::done, this, &RotationAssistant::takeOutcome);
    showSnapshot(m_console.snapshot());
}

void RotationAssistant::makeSteps()
{
    const std::array<QString, StepCount> titles{tr("Make a new token in HubSpot"), tr("Store it beside the old one"),
                                                tr("Verify both"), tr("Switch to the new one"),
                                                tr("Watch, then retire the old one")};
    for (int i = 0; i < StepCount; ++i) {
        m_steps.at(size_t(i)) = new RotationStep(i + 1, titles.at(size_t(i)), this);
        m_steps.at(size_t(i))->setObjectName(QStringLiteral("rotationStep%1").arg(i + 1));
    }
    m_steps[Make]->body().addWidget(dialogNote(
        tr("In HubSpot, open the app or service key, choose Rotate, and there “expire later”: the old token then works "
           "for seven more days, and that is the way back. “Expire now” is for leaks only."),
        this));
    auto *made = addStepButton(Make, "rotateMade", tr("I have the new token"), tr("Go on to step 2"));
    connect(made, &QPushButton::clicked, this, [this] {
        m_made = true;
        showSnapshot(m_console.snapshot());
        m_field->setFocus();
    });

    auto *form = new QFormLayout;
    m_field->setObjectName(QStringLiteral("secretField"));
    m_field->setAccessibleName(tr("New token"));
    form->addRow(tr("&New token"), m_field);
    m_steps[Store]->body().addLayout(form);
    m_storeNext = addStepButton(Store, "rotateStore", tr("Store"), tr("The old one stays in use"));
    connect(m_storeNext, &QPushButton::clicked, this,
            [this] { command(RotateCredential::Step::Store, m_field->take()); });
    connect(m_field, &SecretField::changed, this,
            [this] { m_storeNext->setEnabled(!m_field->isEmpty() && !m_outcome->isWaiting()); });

    m_steps[Verify]->body().addWidget(
        dialogNote(tr("HubSpot is asked whose both are: they must belong to one portal."), this));
    m_commands.push_back(addStepButton(Verify, "rotateVerify", tr("Verify both"), tr("Two calls to HubSpot")));
    connect(m_commands.back(), &QPushButton::clicked, this, [this] { command(RotateCredential::Step::Verify); });

    m_steps[Switch]->body().addWidget(
        dialogNote(tr("Hubwatch uses the new one from the next call on. Give it to your services now, too."), this));
    m_commands.push_back(addStepButton(Switch, "rotateSwitch", tr("Switch"), tr("There is a way back afterwards")));
    connect(m_commands.back(), &QPushButton::clicked, this, [this] { command(RotateCredential::Step::Switch); });

    m_grace->setObjectName(QStringLiteral("rotationGrace"));
    m_steps[Retire]->body().addWidget(m_grace);
    m_watch = new QGridLayout;
    m_watch->setHorizontalSpacing(16);
    m_watch->setVerticalSpacing(4);
    m_watch->setColumnStretch(0, 1);
    m_steps[Retire]->body().addLayout(m_watch);
    m_back = addStepButton(Retire, "rotateBack", tr("Way back: use the old one"), tr("The new one is kept beside it"),
                           false);
    connect(m_back, &QPushButton::clicked, this, [this] { command(RotateCredential::Step::Back); });
    m_commands.push_back(addStepButton(Retire, "rotateRetire", tr("Retire the old one"),
                                       tr("Forget it here. Expire it in HubSpot as well, or wait for the seven days."),
                                       false)); // it cannot be undone: never the button that Enter presses
    connect(m_commands.back(), &QPushButton::clicked, this, [this] { command(RotateCredential::Step::Retire); });
}

QPushButton *RotationAssistant::addStepButton(Step step, const char *name, const QString &text, const QString &tip,
                                              bool primary)
{
    auto *button = dialogButton(name, text, this, primary);
    button->setDefault(false);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    QVBoxLayout &body = m_steps.at(step)->body();
    auto *last = body.count() > 0 ? dynamic_cast<QHBoxLayout *>(body.itemAt(body.count() - 1)->layout()) : nullptr;
    if (!last) {
        last = new QHBoxLayout;
        last->setSpacing(8);
        last->addStretch(1);
        body.addLayout(last);
    }
    last->addWidget(button);
    return button;
}

const CredentialState *RotationAssistant::credential() const
{
    for (const CredentialState &state : m_console.snapshot()->credentials) {
        if (state.record.reference == m_reference)
            return &state;
    }
    return nullptr;
}

void RotationAssistant::showSnapshot(const SnapshotPtr &snapshot)
{
    const CredentialState *state = credential();
    const std::optional<Rotation> rotation = state ? state->record.rotation : std::nullopt;
    if (m_retired && !rotation) {
        showStep(StepCount);
        return;
    }
    if (!rotation)
        return showStep(m_made ? Store : Make);
    switch (rotation->stage) {
    case Rotation::Stage::Stored: showStep(Verify); break;
    case Rotation::Stage::Verified: showStep(Switch); break;
    case Rotation::Stage::Switched: showStep(Retire); break;
    }
    if (rotation->stage == Rotation::Stage::Switched)
        showWatch(*snapshot);
}

void RotationAssistant::showStep(Step step)
{
    for (int i = 0; i < StepCount; ++i) {
        RotationStep *own = m_steps.at(size_t(i));
        const auto wanted = i < step ? RotationStep::State::Done
            : i == step              ? RotationStep::State::Now
                                     : RotationStep::State::Ahead;
        if (own->state() != wanted)
            own->setState(wanted);
    }
    const bool free = !m_outcome->isWaiting();
    for (QPushButton *button : m_commands)
        button->setEnabled(free);
    m_storeNext->setEnabled(free && !m_field->isEmpty());
}

void RotationAssistant::showWatch(const Snapshot &snapshot)
{
    const CredentialState &state = *credential();
    const Rotation &rotation = *state.record.rotation;
    const TimePoint since = rotation.switchedAt.value_or(rotation.startedAt);
    if (m_countedFrom != since) {
        m_countedFrom = since;
        m_counts.clear();
    }
    m_counts = countedOn(std::move(m_counts), snapshot, accountUsing(state), since);
    const bool over = rotation.graceEndsAt && *rotation.graceEndsAt <= snapshot.at;
    QString grace = graceWords(rotation, snapshot.at);
    if (grace.isEmpty())
        grace = tr("HubSpot did not say how long the old one works: seven days when you chose “expire later”");
    const bool refused = std::ranges::any_of(m_counts, [](const AuthCount &count) { return count.refused > 0; });
    m_grace->setSentence(!over         ? Mark::Pending
                             : refused ? Mark::Bad
                                       : Mark::Good,
                         tr("Switched %1 ago; %2.").arg(ageText(snapshot.at - since), grace));
    m_back->setEnabled(!over && !m_outcome->isWaiting());
    while (QLayoutItem *item = m_watch->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const AuthCount &count : m_counts) {
        const Mark mark = !count.seen ? Mark::Blind : count.refused > 0 ? Mark::Bad : Mark::Good;
        auto *name = new TextLine(this);
        name->setMark(mark);
        name->setRuns({{count.service}});
        auto *words = new TextLine(this);
        const QString text = !count.seen ? tr("not seen since the switch")
            : count.refused > 0          ? tr("%1 refused (401 or 403) since the switch").arg(count.refused)
                                         : tr("none refused since the switch");
        words->setRuns({{text, toneOf(mark)}});
        words->setRightAligned(true);
        name->setAccessibleName(QStringLiteral("%1: %2").arg(count.service, text));
        m_watch->addWidget(name, row, 0);
        m_watch->addWidget(words, row, 1);
        ++row;
    }
}

void RotationAssistant::command(RotateCredential::Step step, Secret secret, bool force)
{
    m_outcome->setWaiting(waitingWords(step));
    m_console.credentials().rotate(
        {.reference = m_reference, .step = step, .secret = std::move(secret), .force = force});
    showSnapshot(m_console.snapshot());
}

void RotationAssistant::takeOutcome(const CredentialOutcome &outcome)
{
    if (!isRotation(outcome.command) || outcome.reference != m_reference)
        return;
    m_outcome->setOutcome(outcome);
    if (outcome.good && outcome.command == Command::RotateRetire)
        m_retired = true;
    if (outcome.good && outcome.command == Command::RotateBack)
        m_made = true;
    showSnapshot(m_console.snapshot());
    if (outcome.mayForce) // a key struck twice must not insist
        m_close->setFocus();
}

} // namespace hubwatch::ui
