// SavedMappings: the mappings that are kept: load one, keep this one, share it as a file.
#pragma once

#include "batch/mapping.h"
#include "snapshot/console.h"
#include "ui/mark.h"

#include <QWidget>
#include <functional>

class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;
class StillBox;

class SavedMappings : public QWidget
{
    Q_OBJECT

public:
    using Current = std::function<SavedMapping(const QString &name)>;

    /// `current`: the mapping as it is, under a name.
    SavedMappings(Console &console, Current current, QWidget *parent);

    /// Offers those of an object.
    void setObject(const QString &object);
    void tell(Mark mark, const QString &words);
    void readFrom(const QString &path);
    void writeTo(const QString &path);

signals:
    void loaded(const hubwatch::SavedMapping &mapping);

private:
    void fill();
    void save();
    void takeOutcome(const BatchOutcome &outcome);

    Console &m_console;
    Current m_current;
    QString m_object = {};
    std::vector<SavedMapping> m_shown = {};
    StillBox *m_box = nullptr;
    QPushButton *m_remove = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_save = nullptr;
    MarkedSentence *m_outcome = nullptr;
};

} // namespace hubwatch::ui
