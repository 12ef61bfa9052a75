package dev.hookline.dashboard.account;

import dev.hookline.dashboard.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What those are answered who are not signed in, or may not do what they ask for. Thread-safe. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String RETRY_SECONDS = "60";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof LockedException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            Problems.refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, "Too many wrong passwords; wait a minute");
            return;
        }
        if (!isBrowser(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Hookline dashboard\", charset=\"UTF-8\"");
        }
        Problems.refuse(request, response, HttpStatus.UNAUTHORIZED, "Sign in with a name and a password");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        Problems.refuse(request, response, HttpStatus.FORBIDDEN, "This is not allowed, or the form was open too long");
    }

    /** A browser would ask for the password in a window of its own, in the middle of a page that only lost its session. */
    private static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader("Sec-Fetch-Mode") != null;
    }
}
