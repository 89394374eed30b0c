#include "ui/tray/tray_icon.h"

#include "ui/now/alert_actions.h"
#include "ui/theme.h"
#include "ui/tray/tray_picture.h"

#include <QApplication>
#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QSystemTrayIcon>
#include <QTimer>
#include <QWidget>

namespace hubwatch::ui {

namespace {

const QString keepKey = QStringLiteral("tray/keepRunning");

QIcon troubleIcon(Mark mark)
{
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintMark(painter, QRectF(2, 2, 12, 12), mark, darkTheme());
    return picture;
}

} // namespace

TrayIcon::TrayIcon(AlertActions &actions, QWidget &window)
    : QObject(&window)
    , beep(&QApplication::beep)
    , m_actions(actions)
    , m_window(window)
    , m_menu(std::make_unique<QMenu>())
    , m_flash(new QTimer(this))
{
    m_flash->setInterval(500);
    connect(m_flash, &QTimer::timeout, this, [this] {
        m_inverted = !m_inverted;
        drawIcon();
    });
    if (QSystemTrayIcon::isSystemTrayAvailable()) {
        m_icon = std::make_unique<QSystemTrayIcon>();
        m_icon->setContextMenu(m_menu.get());
        connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
            if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
                emit windowWanted();
        });
    }
    fillMenu();
    drawIcon();
    if (m_icon)
        m_icon->show();
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::keepsRunning() const
{
    return m_icon && m_icon->isVisible() && QSettings().value(keepKey, false).toBool();
}

bool TrayIcon::flashing() const
{
    return m_flash->isActive();
}

void TrayIcon::show(const TrayWords &words, const QHash<QString, int> &levels, TimePoint now)
{
    const bool changed = words != m_words;
    const bool redrawn = words.mark != m_words.mark || words.count != m_words.count;
    m_words = words;
    const int worse = m_watch.take(levels, now);
    if (m_window.isActiveWindow())
        m_watch.setSeen(); // it is being looked at
    else if (worse > 0)
        call(worse);
    if (!m_watch.calls() && m_flash->isActive()) {
        m_flash->stop();
        m_inverted = false;
        drawIcon();
    } else if (redrawn) {
        drawIcon();
    }
    if (!changed)
        return;
    if (m_icon)
        m_icon->setToolTip(words.tip);
    // An open menu does not move under the pointer.
    if (!m_menu->isVisible())
        fillMenu();
}

void TrayIcon::call(int level)
{
    const CallSettings settings = readCallSettings();
    if (settings.flash) {
        m_flash->start();
        QApplication::alert(&m_window);
    }
    if (mayBeep(settings, level, QTime::currentTime()))
        beep();
}

void TrayIcon::setSeen()
{
    m_watch.setSeen();
    m_flash->stop();
    if (!m_inverted)
        return;
    m_inverted = false;
    drawIcon();
}

void TrayIcon::drawIcon()
{
    if (m_icon)
        m_icon->setIcon(trayPicture(m_words.mark, m_words.count, m_inverted));
}

void TrayIcon::fillMenu()
{
    m_menu->clear();
    qDeleteAll(m_menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // clear() leaves them
    for (const TrayWords::Trouble &trouble : m_words.worst) {
        QMenu *menu = m_menu->addMenu(troubleIcon(trouble.mark), trouble.text);
        menu->setObjectName(trouble.key);
        QAction *takeOn = menu->addAction(tr("Acknowledge"));
        takeOn->setObjectName(QStringLiteral("trayAcknowledge"));
        takeOn->setEnabled(!trouble.toTakeOn.empty());
        connect(takeOn, &QAction::triggered, this, [this, ids = trouble.toTakeOn] { m_actions.takeOn(ids); });
        QAction *mute = menu->addAction(tr("Mute for 30 min"));
        mute->setObjectName(QStringLiteral("trayMute"));
        connect(mute, &QAction::triggered, this, [this, ids = trouble.alerts] { m_actions.muteFor(ids, 30min); });
    }
    if (m_words.worst.empty())
        m_menu->addAction(m_words.tip.section(u'\n', 0, 0))->setEnabled(false);
    if (!m_words.batch.isEmpty()) {
        QAction *batch = m_menu->addAction(m_words.batch);
        batch->setObjectName(QStringLiteral("trayBatch"));
        connect(batch, &QAction::triggered, this, [this, job = m_words.batchJob] { emit batchWanted(job); });
    }
    m_menu->addSeparator();
    QAction *open = m_menu->addAction(tr("Open Hubwatch"));
    open->setObjectName(QStringLiteral("trayOpen"));
    connect(open, &QAction::triggered, this, &TrayIcon::windowWanted);
    fillSettings(*m_menu->addMenu(tr("When something gets worse")));
    m_menu->addSeparator();
    QAction *quit = m_menu->addAction(tr("Quit"));
    quit->setObjectName(QStringLiteral("trayQuit"));
    connect(quit, &QAction::triggered, this, &TrayIcon::quitWanted);
}

void TrayIcon::fillSettings(QMenu &menu)
{
    const CallSettings settings = readCallSettings();
    const auto choice = [&](const char *name, const QString &words, bool on, auto set) {
        QAction *action = menu.addAction(words);
        action->setObjectName(QString::fromLatin1(name));
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::toggled, this, [set](bool chosen) {
            CallSettings changed = readCallSettings();
            set(changed, chosen);
            writeCallSettings(changed);
        });
    };
    choice("trayFlash", tr("Flash"), settings.flash, [](CallSettings &to, bool on) { to.flash = on; });
    choice("traySound", tr("Sound"), settings.sound, [](CallSettings &to, bool on) { to.sound = on; });
    choice("trayQuietHours",
           tr("No sound from %1 to %2, but for pages")
               .arg(settings.quiet.from.toString(QStringLiteral("HH:mm")),
                    settings.quiet.to.toString(QStringLiteral("HH:mm"))),
           settings.quiet.on, [](CallSettings &to, bool on) { to.quiet.on = on; });
    if (!m_icon)
        return;
    menu.addSeparator();
    QAction *keep = menu.addAction(tr("Go on in the tray when the window is closed"));
    keep->setObjectName(QStringLiteral("trayKeep"));
    keep->setCheckable(true);
    keep->setChecked(QSettings().value(keepKey, false).toBool());
    connect(keep, &QAction::toggled, this, [](bool on) { QSettings().setValue(keepKey, on); });
}

} // namespace hubwatch::ui
