// ServicesPart: which of the team's services is polled, how it went, what it costs, and what to do about it.
#pragma once

#include "snapshot/console.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QTableView;

namespace hubwatch::ui {

class FirstGround;
class AddServicesDialog;
class SourcesModel;
class TextLine;

class ServicesPart : public QWidget
{
    Q_OBJECT

public:
    explicit ServicesPart(Console &console, QWidget *parent = nullptr);

    void select(const QString &service);
    void addServices();

private:
    void makeTable();
    void showSnapshot(const SnapshotPtr &snapshot);
    void applySpans();
    void weighActions();
    void pollNow();
    void edit();
    void remove();
    void copy();
    void foldDetails();
    QModelIndex picked() const;
    QString selected() const;

    Console &m_console;
    SourcesModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    TextLine *m_summary = nullptr;
    FirstGround *m_empty = nullptr;
    QAction *m_add = nullptr;
    QAction *m_poll = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_details = nullptr;
    QPointer<AddServicesDialog> m_adding = {};
};

} // namespace hubwatch::ui
