package dev.hookline.spring.autoconfigure;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The URL to which webhooks go, or words that say why there is none. */
final class CallbackUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final String EXAMPLE = "Set the property hookline.public-url, for example to https://example.com.";

    private CallbackUrl() {}

    static URI of(HooklineProperties properties) {
        URI url = properties.publicUrl();
        if (url == null) {
            throw new HooklineSettingException(
                    "There is no URL at which Replicate could reach this application.", EXAMPLE);
        }
        check(url, properties.replicate().baseUrl());
        checkPath(properties.webhook().path());
        String base = StringUtils.trimTrailingCharacter(url.toString(), '/');
        return URI.create(base + properties.webhook().path());
    }

    static boolean isLoopback(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost());
    }

    private static void check(URI url, URI api) {
        boolean isWhole = url.getHost() != null && url.getUserInfo() == null && isNothing(url.getQuery());
        if (!isWhole || !isNothing(url.getFragment())) {
            throw new HooklineSettingException(
                    "The property hookline.public-url is not an absolute URL without user, query and fragment.",
                    EXAMPLE);
        }
        if ("https".equalsIgnoreCase(url.getScheme())) {
            return;
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) || !isLoopback(url)) {
            throw new HooklineSettingException(
                    "The property hookline.public-url is no HTTPS URL, and Replicate sends webhooks to no other.",
                    "Set it to an https:// URL; http is possible on localhost only, against a simulator.");
        }
        if (!isLoopback(api)) {
            throw new HooklineSettingException(
                    "The property hookline.public-url is on this machine, where " + api.getHost()
                            + " cannot reach it, and no HTTPS URL.",
                    "Set it to an https:// URL that is reached from outside, or hookline.replicate.base-url to a"
                            + " simulator on this machine.");
        }
    }

    private static void checkPath(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new HooklineSettingException(
                    "The property hookline.webhook.path is no path of letters, digits and -._~ between slashes.",
                    "Set it to one that begins with a slash and ends without, as /webhooks/replicate.");
        }
    }

    private static boolean isNothing(@Nullable String part) {
        return part == null;
    }
}
