// QuietHours: when this machine makes no sound, whatever fires; pages break through. Pure, and its settings.
#pragma once

#include <QTime>

namespace hubwatch::ui {

struct QuietHours {
    bool on = false;
    QTime from = QTime(22, 0);
    QTime to = QTime(7, 0); ///< before `from`: on the next day

    bool operator==(const QuietHours &) const = default;
};

bool quietAt(const QuietHours &hours, const QTime &now);

/// What a person chose about being called.
struct CallSettings {
    bool sound = false;
    bool flash = true;
    QuietHours quiet = {};

    bool operator==(const CallSettings &) const = default;
};

/// `level` as WorseWatch answers it: 3 is a page.
bool mayBeep(const CallSettings &settings, int level, const QTime &now);

CallSettings readCallSettings();
void writeCallSettings(const CallSettings &settings);

} // namespace hubwatch::ui
