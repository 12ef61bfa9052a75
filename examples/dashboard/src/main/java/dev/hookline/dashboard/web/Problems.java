package dev.hookline.dashboard.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Refuses requests before a controller has seen them: programs get problem details, people the error page. */
public final class Problems {
    private Problems() {}

    /** Whether the request is made by a program, or by a page for a part of it, and not by a person who moves on. */
    public static boolean isForPrograms(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/files/") || path.startsWith("/previews/");
    }

    /**
     * Refuses a request.
     *
     * @param detail plain words, without quotes or backslashes
     */
    public static void refuse(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        if (!isForPrograms(request)) {
            response.sendError(status.value(), detail);
            return;
        }
        String body = "{\"title\":\"" + status.getReasonPhrase() + "\",\"status\":" + status.value() + ",\"detail\":\""
                + detail + "\"}";
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
