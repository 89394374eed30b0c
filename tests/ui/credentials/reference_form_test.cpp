#include "support/printers.h"
#include "ui/credentials/reference_form.h"

#include <QComboBox>
#include <QLineEdit>
#include <gtest/gtest.h>

namespace hubwatch::ui {

TEST(ReferenceFormTest, WritesEveryKindAsItReadsIt)
{
    for (const char *text :
         {"keychain:prod", "env:HUBSPOT_TOKEN", "dotenv:.env#TOKEN", "command:op read op://ops/token",
          "aws-sm:prod/hubspot#token", "gcp-sm:projects/ops/secrets/hubspot", "vault:secret/data/hubspot#token"}) {
        const QString reference = QString::fromLatin1(text);
        EXPECT_EQ(ReferenceForm(reference).reference(), reference);
    }
    EXPECT_EQ(ReferenceForm(QString()).reference(), QString());
}

TEST(ReferenceFormTest, ProposesANameUntilOneIsTyped)
{
    ReferenceForm form({});
    form.propose(QStringLiteral("staging"));
    EXPECT_EQ(form.keychainName(), QStringLiteral("staging"));
    auto *place = form.findChild<QLineEdit *>(QStringLiteral("referencePlace"));
    place->setText({});
    emit place->textEdited({});
    form.propose(QStringLiteral("other"));
    EXPECT_TRUE(form.keychainName().isEmpty());
}

TEST(ReferenceFormTest, AsksForAKeyOnlyWhereThereIsOne)
{
    ReferenceForm form(QStringLiteral("dotenv:.env#TOKEN"));
    auto *key = form.findChild<QLineEdit *>(QStringLiteral("referenceKey"));
    EXPECT_FALSE(key->isHidden());
    auto *source = form.findChild<QComboBox *>(QStringLiteral("referenceSource"));
    source->setCurrentIndex(source->findData(int(CredentialRef::Source::Environment)));
    EXPECT_TRUE(key->isHidden());
    EXPECT_EQ(form.reference(), QStringLiteral("env:.env")) << "a key that is not asked for is not written";
}

} // namespace hubwatch::ui
