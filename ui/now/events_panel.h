// EventsPanel: a titled list of short lines with a time at the right.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/shell/text_line.h"

#include <QAbstractListModel>

class QHBoxLayout;
class QLabel;
class QListView;

namespace hubwatch::ui {

struct EventLine {
    Mark mark = Mark::None;
    QString text = {};
    QString time = {};
    QString details = {}; ///< for hovering: the sentence and the absolute time
    QString service = {};
    QString signal = {};

    bool operator==(const EventLine &) const = default;
};

/// What happened, newest first. What one service did in one second is one line.
std::vector<EventLine> latelyLines(const Snapshot &snapshot, int most);
/// What happened between `from` and `to`, newest first; the demo's weather and the console's own start are left out.
std::vector<EventLine> awayLines(const Snapshot &snapshot, TimePoint from, TimePoint to, int most);
/// What will happen by itself: alerts that would fire, next tries of unseen services, first readiness.
std::vector<EventLine> nextLines(const Snapshot &snapshot, int most);

class EventLineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { MarkRole = Qt::UserRole + 1, TimeRole, ServiceRole, SignalRole };

    using QAbstractListModel::QAbstractListModel;
    void setLines(std::vector<EventLine> lines);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<EventLine> m_lines = {};
};

class EventsPanel : public Panel
{
    Q_OBJECT

public:
    EventsPanel(const QString &title, const QString &whenEmpty, QWidget *parent = nullptr);
    void setLines(std::vector<EventLine> lines);
    void setNote(const QString &note);
    void setWhenEmpty(const QString &words);
    /// A quiet button in the head; acted() when it is used.
    void setAction(const QString &words, const QString &tip);

signals:
    void acted();
    void opened(const QString &service, const QString &signal);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// As high as its lines, which wrap.
    void fit();
    EventLineModel *m_model = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    TextLine *m_note = nullptr;
    QHBoxLayout *m_head = nullptr;
};

} // namespace hubwatch::ui
