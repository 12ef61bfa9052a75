package dev.hookline.dashboard.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a form with files of somebody who is not signed in, before its CSRF token is looked for: the token is one of
 * the fields, and to find it all files would be read and written to the disk.
 */
final class UploadGate extends OncePerRequestFilter {
    private final String stayCookie;

    UploadGate(String stayCookie) {
        this.stayCookie = stayCookie;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasFiles(request) || isKnown(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect("/login");
        }
    }

    private static boolean hasFiles(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                && !request.getRequestURI().startsWith("/api/");
    }

    /** Whether a remembered sign-in is good is found out later; it is not made up by chance. */
    private boolean isKnown(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return SecurityContextHolder.getContext().getAuthentication() != null
                || (cookies != null && Stream.of(cookies).anyMatch(cookie -> stayCookie.equals(cookie.getName())));
    }
}
