package dev.hookline.spring.actuate;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the endpoint shows.
 *
 * @param showValues When to show inputs, outputs, results and tags, which are sanitized otherwise.
 * @param roles Roles of which a user has one to be authorized; any user that is signed in is authorized when empty.
 */
@ConfigurationProperties("management.endpoint.hookline")
public record HooklineEndpointProperties(
        @DefaultValue("never") Show showValues,
        @DefaultValue Set<String> roles) {
    /** Copies the roles. */
    public HooklineEndpointProperties {
        roles = Set.copyOf(roles);
    }
}
