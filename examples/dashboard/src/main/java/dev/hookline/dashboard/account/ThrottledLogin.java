package dev.hookline.dashboard.account;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks names and passwords, unless too many were wrong just now. Thread-safe. */
final class ThrottledLogin implements AuthenticationProvider {
    private final AuthenticationProvider login;
    private final LoginThrottle throttle;

    ThrottledLogin(AuthenticationProvider login, LoginThrottle throttle) {
        this.login = login;
        this.throttle = throttle;
    }

    /** @throws LockedException when the next try has to wait */
    @Override
    public @Nullable Authentication authenticate(Authentication attempt) {
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        if (throttle.mustWait(attempt.getName(), address)) {
            throw new LockedException("Too many wrong passwords; try again in a minute");
        }
        try {
            @Nullable Authentication result = login.authenticate(attempt);
            throttle.succeeded(attempt.getName(), address);
            return result;
        } catch (BadCredentialsException e) {
            throttle.failed(attempt.getName(), address);
            throw e;
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return login.supports(type);
    }
}
