package dev.hookline.dashboard.request;

import dev.hookline.HooklineException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such job, or not any more. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class UnknownJobException extends HooklineException {
    private static final long serialVersionUID = 1L;

    /** Says which job there is not. */
    public UnknownJobException(String id) {
        super("There is no job " + id.substring(0, Math.min(id.length(), 60)));
    }
}
