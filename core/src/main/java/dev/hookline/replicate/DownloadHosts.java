package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Origin;
import java.net.URI;
import java.util.Set;

/**
 * Where outputs are fetched from. URLs come from a model's output, so a model could name any host, also one inside the
 * network of whoever downloads: only Replicate's own file hosts, the API, and what the user adds are asked.
 */
final class DownloadHosts {
    private static final String DELIVERY = "replicate.delivery";

    private final Origin api;
    private final Set<String> more;

    DownloadHosts(Origin api, Set<String> more) {
        this.api = api;
        this.more = Set.copyOf(more);
    }

    boolean allow(URI uri) {
        if (api.includes(uri)) {
            return true;
        }
        Origin origin = Origin.of(uri);
        return origin.isHttps() && origin.port() == 443 && uri.getUserInfo() == null && isFileHost(origin.host());
    }

    private boolean isFileHost(String host) {
        return host.equals(DELIVERY) || host.endsWith("." + DELIVERY) || more.contains(host);
    }
}
