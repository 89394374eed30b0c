// JobBanner: why a job stands still, and the ways on.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/shell/text_line.h"

class QLabel;
class QPushButton;

namespace hubwatch::ui {

/// What can be answered to a job that stands still.
enum class JobWay {
    Resume,
    GoOn,       ///< a trial was looked at and is good
    StopHere,   ///< the rest of it is skipped
    WereDone,   ///< unknown rows: they count as done
    WereNot,    ///< unknown rows: they count as failed, and can be sent again
    ShowRows,   ///< those that are in question
    RunNow,     ///< although its window is over, or not yet there
    ShowFolder, ///< of a job that cannot be read
    Delete,
};

struct BannerText {
    Mark mark = Mark::Warn;
    QString title = {}; ///< empty: there is nothing to say
    QString words = {};
    std::vector<JobWay> ways = {}; ///< the first is the one that is expected

    bool operator==(const BannerText &) const = default;
};
/// Pure.
BannerText bannerOf(const BatchJob &job, TimePoint now);
QString wayText(JobWay way);

class JobBanner : public Panel
{
    Q_OBJECT

public:
    explicit JobBanner(QWidget *parent = nullptr);
    void show(const BannerText &text);

signals:
    void chosen(hubwatch::ui::JobWay way);

private:
    BannerText m_text = {};
    TextLine *m_title = nullptr;
    QLabel *m_words = nullptr;
    std::vector<QPushButton *> m_buttons = {};
};

} // namespace hubwatch::ui
