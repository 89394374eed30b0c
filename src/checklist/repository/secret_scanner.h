// SecretScanner: finds HubSpot's credentials in the text of one document.
#pragma once

#include "checklist/repository/secret_rules.h"
#include "checklist/repository/secret_spots.h"

#include <QByteArrayView>
#include <string>
#include <vector>

namespace hubwatch {

/// One place. Holds nothing of the credential but what is shown.
struct SecretMatch {
    SecretKind kind = SecretKind::PrivateAppToken;
    int line = 1;
    int column = 1;    ///< from 1, in UTF-16 units as SARIF counts
    int endColumn = 1; ///< behind the last one; of the same line
    QString shown = {};
    QString sha256 = {};  ///< of the credential itself, hex: the same however it was written down
    bool encoded = false; ///< in base64
    bool inName = false;  ///< of the file, whatever its content
    bool allowed = false; ///< "hubwatch:allow" stands on its line

    bool operator==(const SecretMatch &) const = default;
};

/// Takes UTF-8 in pieces of any size; memory does not grow with the document. Credentials written in base64 are found
/// at every alignment, also where lines are wrapped.
class SecretScanner
{
public:
    explicit SecretScanner(SecretContent content = SecretContent::Text)
        : m_content(content)
    { }
    void take(QByteArrayView text);
    /// What was found in all that was taken, in order; ready for the next document.
    std::vector<SecretMatch> finish();

private:
    void scan(size_t to);
    void drop(size_t count);

    SecretContent m_content;
    std::string m_text = {};
    size_t m_from = 0; ///< up to here everything has been looked at
    int m_line = 1;    ///< of the first byte of m_text
    int m_column = 1;
    std::vector<SecretMatch> m_found = {};
};

std::vector<SecretMatch> secretsIn(QByteArrayView text);
/// In the name of a file, with its folders.
std::vector<SecretMatch> secretsInName(const QString &path);

} // namespace hubwatch
