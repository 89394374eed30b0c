#include "app/places.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace hubwatch {

namespace {

const QString programName = QStringLiteral("hubwatch");
const QString workspaceName = QStringLiteral("hubwatch.toml");

QString ownFolder(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + u'/' + programName;
}

} // namespace

void introduce()
{
    QCoreApplication::setApplicationName(programName);
    QCoreApplication::setOrganizationName(programName); // where QSettings keeps the window's place
    QCoreApplication::setApplicationVersion(QStringLiteral(HUBWATCH_VERSION));
}

QString defaultWorkspace()
{
    return ownFolder(QStandardPaths::GenericConfigLocation) + u'/' + workspaceName;
}

QString nearestWorkspace()
{
    return QFileInfo::exists(workspaceName) ? workspaceName : defaultWorkspace();
}

QString defaultDataDirectory()
{
    return ownFolder(QStandardPaths::GenericDataLocation);
}

} // namespace hubwatch
