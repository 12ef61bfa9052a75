package dev.hookline.dashboard.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * GET /api/events: server-sent events without a name, whose data is the id and the status of a job of the user's that has changed. A
 * servlet and no controller, because only the servlet API writes without a thread that waits.
 */
final class EventsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final byte[] GREETING = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

    private final transient LiveEvents events;

    EventsServlet(LiveEvents events) {
        this.events = events;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = request.getRemoteUser();
        if (user == null) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        EventClient client = new EventClient(user, context, response.getOutputStream(), events::remove);
        client.send(GREETING);
        if (events.add(client)) {
            response.getOutputStream().setWriteListener(client);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            context.complete();
        }
    }
}
