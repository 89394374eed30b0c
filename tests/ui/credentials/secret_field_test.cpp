#include "ui/credentials/secret_field.h"

#include "support/canned_accounts.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class SecretFieldTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QApplication::clipboard()->setText(QStringLiteral("  %1\n").arg(token));
        field.show();
        field.setFocus();
    }

    const QString token = QString::fromLatin1(testing::canaryToken);
    SecretField field;
};

} // namespace

TEST_F(SecretFieldTest, TakesAPasteAndShowsBulletsOnly)
{
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    EXPECT_EQ(field.size(), token.size());
    EXPECT_FALSE(field.text().contains(u"c0ffee"));
    EXPECT_FALSE(field.displayText().contains(u"c0ffee"));
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&field);
    ASSERT_NE(spoken, nullptr);
    EXPECT_FALSE(spoken->text(QAccessible::Value).contains(u"c0ffee"));
    EXPECT_FALSE(spoken->text(QAccessible::Description).contains(u"c0ffee"));
    EXPECT_EQ(field.take().reveal(), QByteArrayView(testing::canaryToken));
    EXPECT_TRUE(field.isEmpty());
    EXPECT_TRUE(field.text().isEmpty());
}

TEST_F(SecretFieldTest, PasteReplacesAndTypingAppends)
{
    QTest::keyClicks(&field, QStringLiteral("abcd"));
    QTest::keyClick(&field, Qt::Key_Backspace);
    EXPECT_EQ(field.size(), 3);
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    EXPECT_EQ(field.size(), token.size());
    QTest::keyClick(&field, Qt::Key_Delete);
    EXPECT_TRUE(field.isEmpty());
}

TEST_F(SecretFieldTest, GivesNothingToTheClipboardAndRemembersNothing)
{
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QApplication::clipboard()->setText(QStringLiteral("else"));
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_X, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("else"));
    field.wipe();
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(field.isEmpty());
    EXPECT_TRUE(field.text().isEmpty());
}

} // namespace hubwatch::ui
