// TargetFields: the keys of a service's checklist in the workspace file, as fields that say what each is for.
#pragma once

#include "snapshot/console.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QVBoxLayout;

namespace hubwatch::ui {

class TargetFields : public QWidget
{
    Q_OBJECT

public:
    TargetFields(Console &console, const ChecklistTarget &target, QWidget *parent = nullptr);

    /// As it is filled in; what cannot be read stays as it was, and complaint() says so.
    ChecklistTarget target() const;
    struct Complaint {
        QString words = {}; ///< empty: all can be read
        QWidget *field = nullptr;
        int section = -1;
    };
    Complaint complaint() const;
    /// The field it is about wears a mark, and no other.
    void mark(const Complaint &complaint);
    /// The sections in their order, with the widget each begins at.
    const std::vector<std::pair<QString, QWidget *>> &sections() const { return m_sections; }

signals:
    void changed();

private:
    /// Puts what is typed into the target; answers what is wrong with it.
    struct Reader {
        QWidget *field = nullptr;
        int section = 0;
        std::function<QString(ChecklistTarget &)> read = {};
    };

    void addService();
    void addCode();
    void addInstance();
    void addWebhooks();
    void addBench();
    void addLogs();
    void addTests();
    void begin(const QString &title, const QString &note);
    QLineEdit *line(const char *name, const QString &label, const QString &value, const QString &example,
                    const QString &note);
    void text(const char *name, const QString &label, QString ChecklistTarget::*member, const QString &example,
              const QString &note);
    void list(const char *name, const QString &label, QStringList ChecklistTarget::*member, const QString &example,
              const QString &note);
    void url(const char *name, const QString &label, QUrl ChecklistTarget::*member, const QString &example,
             const QString &note);
    void span(const char *name, const QString &label, Duration ChecklistTarget::*member, const QString &note);
    void secret(const char *name, const QString &label, QString ChecklistTarget::*member, const QString &note);
    void account(const char *name, const QString &label, QString ChecklistTarget::*member, const QString &none,
                 const QString &note);
    void folder(const char *name, const QString &label, QString ChecklistTarget::*member, const QString &note);
    void addReader(QWidget *field, std::function<QString(ChecklistTarget &)> read);
    void row(const QString &label, QWidget *field, const QString &note);

    Console &m_console;
    ChecklistTarget m_before;
    QVBoxLayout *m_column = nullptr;
    QFormLayout *m_form = nullptr;
    std::vector<Reader> m_readers = {};
    QWidget *m_marked = nullptr;
    std::vector<std::pair<QString, QWidget *>> m_sections = {};
};

} // namespace hubwatch::ui
