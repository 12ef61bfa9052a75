package dev.hookline.dashboard.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site makes a browser send. A browser that knows a name and a password for the API adds them to
 * every request, also to one that a page somewhere else has it make, and the API asks for no token then. Programs send
 * neither of the headers, and are not concerned.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 101)
class SameOrigin extends OncePerRequestFilter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HARMLESS.contains(request.getMethod()) || isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            Problems.refuse(request, response, HttpStatus.FORBIDDEN, "Requests of other sites are refused");
        }
    }

    private static boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null ? isOwn(request.getHeader("Origin"), request.getHeader("Host")) : OWN.contains(site);
    }

    /** Browsers that do not tell the site tell the origin; behind a proxy the scheme and the port can differ. */
    private static boolean isOwn(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
