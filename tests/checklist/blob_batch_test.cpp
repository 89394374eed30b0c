#include "checklist/repository/blob_batch.h"

#include "checklist/repository/git_command.h"
#include "support/printers.h"

#include <QList>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(BlobBatchTest, CutsTheSameBlobsFromPiecesOfAnySize)
{
    const QByteArray stream = "aa blob 3\na\nb\nbb blob 0\n\ncc blob 12\nx blob 5\nabc\n";
    for (qsizetype piece = 1; piece <= stream.size(); ++piece) {
        QByteArray seen;
        BlobBatch batch({.take = [&](QByteArrayView content) { seen += content.toByteArray(); },
                         .end = [&](const QByteArray &id, const QByteArray &) { seen += '<' + id + '>'; }});
        for (qsizetype at = 0; at < stream.size(); at += piece)
            EXPECT_TRUE(batch.take(stream.mid(at, piece)));
        EXPECT_EQ(seen, "a\nb<aa><bb>x blob 5\nabc<cc>");
    }
}

TEST(BlobBatchTest, TellsCommitsAndTagsFromBlobs)
{
    QByteArray seen;
    BlobBatch batch({.take = [&](QByteArrayView content) { seen += content.toByteArray(); },
                     .end = [&](const QByteArray &, const QByteArray &type) { seen += '<' + type + '>'; },
                     .begin = [&](const QByteArray &type) { seen += type + ':'; }});
    EXPECT_TRUE(batch.take(QByteArray("aa commit 3\na\nb\nbb tag 1\nx\ncc blob 0\n\n")));
    EXPECT_EQ(seen, "commit:a\nb<commit>tag:x<tag>blob:<blob>");
}

TEST(BlobBatchTest, SaysWhatCameInsteadOfABlob)
{
    for (const QByteArray &stream :
         {QByteArray("aa missing\n"), QByteArray("aa tree 3\nabc\n"), QByteArray("aa blob -7\n"),
          QByteArray("aa blob x\n"), QByteArray(500, 'x'), QByteArray("\n")}) {
        BlobBatch batch({.take = [](QByteArrayView) {}, .end = [](const QByteArray &, const QByteArray &) {}});
        EXPECT_FALSE(batch.take(stream)) << stream.toStdString();
    }
}

TEST(PieceSplitterTest, CutsTheSamePartsFromPiecesOfAnySize)
{
    const QByteArray stream("one\0\0three\0fo", 13);
    for (qsizetype piece = 1; piece <= stream.size(); ++piece) {
        PieceSplitter splitter('\0');
        QList<QByteArray> parts;
        for (qsizetype at = 0; at < stream.size(); at += piece)
            splitter.take(stream.mid(at, piece), [&](QByteArrayView part) { parts << part.toByteArray(); });
        EXPECT_EQ(parts, (QList<QByteArray>{"one", "", "three"}));
        EXPECT_EQ(splitter.rest(), "fo");
    }
}

} // namespace
} // namespace hubwatch
