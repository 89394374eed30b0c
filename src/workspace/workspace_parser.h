// WorkspaceParser: makes a Workspace of a TOML document, or the list of its mistakes.
#pragma once

#include "workspace/name_book.h"
#include "workspace/table_reader.h"

namespace hubwatch {

/// Reads one document; each section may refer to those read before it.
class WorkspaceParser
{
public:
    WorkspaceResult read(const TomlValue &document);

private:
    using Section = void (WorkspaceParser::*)(TableReader &);

    void blocks(TableReader &root, const QString &key, Section section);
    void account(TableReader &reader);
    void service(TableReader &reader);
    void serviceUrls(TableReader &reader, const ServiceConfig &service);
    void servicePaths(TableReader &reader, ServiceConfig &service);
    void metricNames(TableReader &reader, ServiceConfig &service);
    void source(TableReader &reader);
    void route(TableReader &reader);
    void rule(TableReader &reader);
    void checklist(TableReader &reader);
    void waiver(TableReader &reader);
    void proof(TableReader &reader);
    void storeSection(TableReader &root);
    void consoleSection(TableReader &root);

    QString requiredName(TableReader &reader, NameBook &book);
    QUrl url(TableReader &reader, const QString &example, bool required);

    Workspace m_workspace = {};
    Problems m_problems = {};
    NameBooks m_names = {};
};

} // namespace hubwatch
