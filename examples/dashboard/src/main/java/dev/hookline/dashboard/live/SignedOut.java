package dev.hookline.dashboard.live;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Ends the connections of who signs out; what is still open in another session of theirs connects again. */
@Component
class SignedOut {
    private final LiveEvents events;

    SignedOut(LiveEvents events) {
        this.events = events;
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        events.disconnect(event.getAuthentication().getName());
    }
}
