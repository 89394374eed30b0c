// dotenv_values FOLDER: every *.env file of the folder as Hubwatch reads it, one JSON object; the twin of
// dotenv/parse.js.
#include "vault/dotenv.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <cstdio>

using namespace hubwatch;

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QJsonObject files;
    for (const QString &name : folder.entryList({QStringLiteral("*.env")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        const Result<std::map<QString, Secret>> values = parseDotenv(file.readAll());
        if (!values) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(name), qPrintable(values.error().detail));
            return 1;
        }
        QJsonObject object;
        for (const auto &[key, value] : *values) {
            // fromUtf8() would take a byte order mark at the begin away.
            QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
            const QString text = decoder.decode(value.reveal());
            object.insert(key, text);
        }
        files.insert(name, object);
    }
    std::printf("%s\n", QJsonDocument(files).toJson(QJsonDocument::Compact).constData());
    return 0;
}
