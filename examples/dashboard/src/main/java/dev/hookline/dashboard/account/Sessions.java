package dev.hookline.dashboard.account;

import dev.hookline.dashboard.live.LiveEvents;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.userdetails.User;
import org.springframework.stereotype.Component;

/** Ends what somebody has open on this node. Thread-safe. */
@Component
class Sessions {
    private final SessionRegistry sessions;
    private final LiveEvents events;

    Sessions(SessionRegistry sessions, LiveEvents events) {
        this.sessions = sessions;
        this.events = events;
    }

    /** Has everybody who is signed in under a name sign in anew. */
    void end(String name) {
        sessions.getAllSessions(new User(name, "", List.of()), false).forEach(SessionInformation::expireNow);
        events.disconnect(name);
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        events.disconnect(event.getAuthentication().getName());
    }
}
