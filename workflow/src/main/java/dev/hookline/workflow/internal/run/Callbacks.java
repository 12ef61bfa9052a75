package dev.hookline.workflow.internal.run;

import dev.hookline.job.CallbackToken;
import java.net.URI;

/** Makes callback URLs: a fixed one, and the attempt's token as its last path segment. */
public record Callbacks(URI base) {

    URI of(CallbackToken token) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text : text + "/") + token.value());
    }
}
