#include "net/joint_context.h"

#include <QObject>

namespace hubwatch {

QObject *jointContext(QObject *mine, QObject *theirs)
{
    auto *joint = new QObject(mine);
    QObject::connect(theirs, &QObject::destroyed, joint, [joint] { delete joint; });
    return joint;
}

} // namespace hubwatch
