// ReportSaver: the reports of a checklist, from the menu to the saved file.
#pragma once

#include "snapshot/console.h"

#include <QObject>

class QMenu;

namespace hubwatch::ui {

/// Asks for a place, has the report made, and says where it is or why not.
class ReportSaver : public QObject
{
    Q_OBJECT

public:
    /// Dialogs belong to `page`.
    ReportSaver(Console &console, QWidget *page);

    struct Kind {
        QString name = {};  ///< "html", "pdf"
        QString title = {}; ///< "PDF, one page"
        QString suffix = {};
        ReportFormat format = ReportFormat::Html;
        bool pdf = false;
    };
    static std::vector<Kind> kinds();

    QMenu *menu() const { return m_menu; }
    void setService(const QString &service) { m_service = service; }
    void offer(const Kind &kind);
    void save(const Kind &kind, const QString &path);

signals:
    void saved(const QString &path);
    void failed(const QString &problem);

private:
    void takeOutcome(const ReadinessOutcome &outcome);

    Console &m_console;
    QWidget *m_page = nullptr;
    QMenu *m_menu = nullptr;
    QString m_service = {};
    QString m_pdfPath = {}; ///< of the one that waits for its text
    QString m_pdfService = {};
};

} // namespace hubwatch::ui
