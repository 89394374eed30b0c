#include "ui/credentials/reference_form.h"

#include "ui/credentials/dialog_parts.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace hubwatch::ui {

namespace {

using Source = CredentialRef::Source;

constexpr std::initializer_list<Source> allSources{
    Source::Keychain,          Source::Environment,      Source::Dotenv,        Source::Command,
    Source::AwsSecretsManager, Source::GcpSecretManager, Source::HashiCorpVault};

} // namespace

ReferenceHelp referenceHelp(CredentialRef::Source source)
{
    switch (source) {
    case Source::Keychain:
        return {ReferenceForm::tr("Name"),
                QStringLiteral("prod"),
                {},
                {},
                ReferenceForm::tr("In this computer's keychain, under this name. Paste the secret below.")};
    case Source::Environment:
        return {ReferenceForm::tr("Variable"),
                QStringLiteral("HUBSPOT_TOKEN"),
                {},
                {},
                ReferenceForm::tr("An environment variable of Hubwatch's own process.")};
    case Source::Dotenv:
        return {ReferenceForm::tr("File"), QStringLiteral(".env"), ReferenceForm::tr("Variable"),
                QStringLiteral("HUBSPOT_TOKEN"),
                ReferenceForm::tr("Plain text on the disk: for a sandbox only, refused for production.")};
    case Source::Command:
        return {ReferenceForm::tr("Command"), QStringLiteral("op read op://ops/hubspot/token"),
                ReferenceForm::tr("JSON key"), QStringLiteral("token"),
                ReferenceForm::tr("A program that prints the secret, or JSON. No shell is involved.")};
    case Source::AwsSecretsManager:
        return {ReferenceForm::tr("Secret id"), QStringLiteral("prod/hubspot"), ReferenceForm::tr("JSON key"),
                QStringLiteral("token"), ReferenceForm::tr("Through the aws command, with its profile, SSO or role.")};
    case Source::GcpSecretManager:
        return {ReferenceForm::tr("Secret"), QStringLiteral("projects/ops/secrets/hubspot"),
                ReferenceForm::tr("JSON key"), QStringLiteral("token"),
                ReferenceForm::tr("Through the gcloud command, with its login.")};
    case Source::HashiCorpVault:
        return {ReferenceForm::tr("Path"), QStringLiteral("secret/data/hubspot"), ReferenceForm::tr("Key"),
                QStringLiteral("token"),
                ReferenceForm::tr("KV version 2 at VAULT_ADDR, with a token file or AppRole.")};
    }
    Q_UNREACHABLE();
}

ReferenceForm::ReferenceForm(const QString &reference, QWidget *parent)
    : QWidget(parent)
    , m_source(new QComboBox(this))
    , m_placeLabel(new QLabel(this))
    , m_place(new QLineEdit(this))
    , m_keyLabel(new QLabel(this))
    , m_key(new QLineEdit(this))
    , m_words(dialogNote({}, this))
{
    const std::optional<CredentialRef> before = parseCredentialRef(reference);
    m_source->setObjectName(QStringLiteral("referenceSource"));
    m_source->setAccessibleName(tr("Where the secret lives"));
    for (const Source source : allSources)
        m_source->addItem(credentialSourceName(source), int(source));
    m_place->setObjectName(QStringLiteral("referencePlace"));
    m_key->setObjectName(QStringLiteral("referenceKey"));
    m_words->setObjectName(QStringLiteral("referenceWords"));
    if (before) {
        m_source->setCurrentIndex(m_source->findData(int(before->source)));
        m_place->setText(before->place);
        m_key->setText(before->key);
        m_touched = true;
    }
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->addWidget(m_source, 0, 0, 1, 4);
    grid->addWidget(m_placeLabel, 1, 0);
    grid->addWidget(m_place, 1, 1);
    grid->addWidget(m_keyLabel, 1, 2);
    grid->addWidget(m_key, 1, 3);
    grid->setColumnStretch(1, 1);
    m_grid = grid;
    grid->addWidget(m_words, 2, 0, 1, 4);
    connect(m_source, &QComboBox::currentIndexChanged, this, [this] {
        showHelp();
        emit changed();
    });
    connect(m_place, &QLineEdit::textEdited, this, [this] { m_touched = true; });
    connect(m_place, &QLineEdit::textChanged, this, &ReferenceForm::changed);
    connect(m_key, &QLineEdit::textChanged, this, &ReferenceForm::changed);
    setFocusProxy(m_source);
    showHelp();
}

CredentialRef::Source ReferenceForm::source() const
{
    return Source(m_source->currentData().toInt());
}

QString ReferenceForm::reference() const
{
    const QString place = m_place->text().trimmed();
    if (place.isEmpty())
        return {};
    const bool keyed = !referenceHelp(source()).keyLabel.isEmpty();
    return credentialRefText({source(), place, keyed ? m_key->text().trimmed() : QString()});
}

QString ReferenceForm::keychainName() const
{
    return source() == Source::Keychain ? m_place->text().trimmed() : QString();
}

void ReferenceForm::propose(const QString &name)
{
    if (!m_touched && source() == Source::Keychain)
        m_place->setText(name);
}

void ReferenceForm::showHelp()
{
    const ReferenceHelp help = referenceHelp(source());
    m_placeLabel->setText(help.placeLabel);
    m_place->setAccessibleName(help.placeLabel);
    m_place->setPlaceholderText(help.placeExample);
    m_keyLabel->setText(help.keyLabel);
    m_key->setAccessibleName(help.keyLabel);
    m_key->setPlaceholderText(help.keyExample);
    const bool keyed = !help.keyLabel.isEmpty();
    // Alone, the place reaches to the edge of the fields above and below.
    m_grid->removeWidget(m_place);
    m_grid->addWidget(m_place, 1, 1, 1, keyed ? 1 : 3);
    m_grid->setColumnStretch(3, keyed ? 1 : 0);
    m_keyLabel->setVisible(keyed);
    m_key->setVisible(keyed);
    m_words->setText(help.words);
}

} // namespace hubwatch::ui
