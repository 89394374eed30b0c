#include "support/printers.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/credentials/outcome_panel.h"

#include <QPushButton>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

using Command = CredentialOutcome::Command;

Mark markOf(const OutcomePanel &panel)
{
    return panel.findChild<MarkedSentence *>(QStringLiteral("outcome"))->sentence().mark;
}

} // namespace

TEST(OutcomePanelTest, OffersWhatThePersonMayInsistOn)
{
    OutcomePanel panel;
    const auto *force = panel.findChild<QPushButton *>(QStringLiteral("forceButton"));
    QSignalSpy wanted(&panel, &OutcomePanel::forceWanted);
    panel.setOutcome({.command = Command::Store, .mayForce = true, .words = QStringLiteral("Nobody knows.")});
    EXPECT_EQ(markOf(panel), Mark::Blind) << "nobody knows whose it is";
    EXPECT_EQ(force->text(), QStringLiteral("Store unverified"));
    panel.setOutcome({.command = Command::RotateRetire, .mayForce = true, .words = QStringLiteral("6 d are left.")});
    EXPECT_EQ(markOf(panel), Mark::Warn) << "what speaks against it is known";
    EXPECT_EQ(force->text(), QStringLiteral("Retire it anyway"));
    EXPECT_FALSE(force->accessibleDescription().isEmpty());
    panel.findChild<QPushButton *>()->click();
    EXPECT_EQ(wanted.count(), 1);
    panel.setOutcome({.command = Command::RotateRetire, .words = QStringLiteral("No.")});
    EXPECT_EQ(markOf(panel), Mark::Bad);
    EXPECT_TRUE(force->isHidden());
    panel.setOutcome({.command = Command::RotateRetire, .good = true, .words = QStringLiteral("Done.")});
    EXPECT_EQ(markOf(panel), Mark::Good);
}

TEST(OutcomePanelTest, NamesBothPortalsOnce)
{
    CredentialOutcome outcome{.words = QStringLiteral("Nothing was stored.")};
    EXPECT_EQ(outcomeWords(outcome, 42), outcome.words);
    outcome.record.portal = 9191;
    EXPECT_EQ(outcomeWords(outcome, 0), outcome.words);
    EXPECT_EQ(outcomeWords(outcome, 42),
              QStringLiteral("Refused: the token belongs to portal 9191, the account says 42. Nothing was stored."));
    outcome.words = QStringLiteral("It is of 9191, not 42.");
    EXPECT_EQ(outcomeWords(outcome, 42), outcome.words) << "the engine has said it already";
}

} // namespace hubwatch::ui
