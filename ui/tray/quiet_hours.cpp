#include "ui/tray/quiet_hours.h"

#include <QSettings>

namespace hubwatch::ui {

namespace {

constexpr int pageLevel = 3;
const QString soundKey = QStringLiteral("tray/sound");
const QString flashKey = QStringLiteral("tray/flash");
const QString quietKey = QStringLiteral("tray/quietHours");
const QString quietFromKey = QStringLiteral("tray/quietFrom");
const QString quietToKey = QStringLiteral("tray/quietTo");
const QString hourFormat = QStringLiteral("HH:mm");

QTime timeOr(const QSettings &settings, const QString &key, const QTime &fallback)
{
    const QTime read = QTime::fromString(settings.value(key).toString(), hourFormat);
    return read.isValid() ? read : fallback;
}

} // namespace

bool quietAt(const QuietHours &hours, const QTime &now)
{
    if (!hours.on || hours.from == hours.to)
        return false;
    return hours.from < hours.to ? now >= hours.from && now < hours.to : now >= hours.from || now < hours.to;
}

bool mayBeep(const CallSettings &settings, int level, const QTime &now)
{
    if (!settings.sound || level <= 0)
        return false;
    return level >= pageLevel || !quietAt(settings.quiet, now);
}

CallSettings readCallSettings()
{
    const QSettings settings;
    const CallSettings fresh;
    return {.sound = settings.value(soundKey, fresh.sound).toBool(),
            .flash = settings.value(flashKey, fresh.flash).toBool(),
            .quiet = {.on = settings.value(quietKey, fresh.quiet.on).toBool(),
                      .from = timeOr(settings, quietFromKey, fresh.quiet.from),
                      .to = timeOr(settings, quietToKey, fresh.quiet.to)}};
}

void writeCallSettings(const CallSettings &chosen)
{
    QSettings settings;
    settings.setValue(soundKey, chosen.sound);
    settings.setValue(flashKey, chosen.flash);
    settings.setValue(quietKey, chosen.quiet.on);
    settings.setValue(quietFromKey, chosen.quiet.from.toString(hourFormat));
    settings.setValue(quietToKey, chosen.quiet.to.toString(hourFormat));
}

} // namespace hubwatch::ui
