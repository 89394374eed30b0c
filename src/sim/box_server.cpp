#include "sim/box_server.h"

namespace hubwatch {

BoxServer::BoxServer(Answer answer)
    : m_answer(std::move(answer))
    , m_server(
          [this](const ServedRequest &request, const LoopbackServer::Respond &respond) { handle(request, respond); })
{ }

Result<void> BoxServer::listen(quint16 port)
{
    Result<void> listening = m_server.listen(port);
    if (!listening)
        listening.error().detail += QStringLiteral("; choose another port with --port, or 0 for any free one");
    return listening;
}

void BoxServer::setMood(Mood mood)
{
    if (mood == m_mood && m_server.isListening() == (mood != Mood::Refusing))
        return;
    m_mood = mood;
    if (mood == Mood::Refusing)
        m_server.close();
    else if (m_server.port() != 0 && !m_server.isListening())
        m_server.listen(m_server.port());
}

void BoxServer::handle(const ServedRequest &request, const LoopbackServer::Respond &respond)
{
    if (m_mood != Mood::Answering)
        return;
    if (request.method != "GET" && request.method != "HEAD")
        return respond({.status = 405, .contentType = "text/plain; charset=utf-8", .body = "only GET and HEAD\n"});
    const BoxReply reply = m_answer(request.path);
    respond({.status = reply.status, .contentType = reply.contentType, .body = reply.body});
}

} // namespace hubwatch
