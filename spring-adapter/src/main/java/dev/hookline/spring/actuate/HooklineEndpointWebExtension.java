package dev.hookline.spring.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The endpoint on the web, where it is known who asks. Thread-safe. */
@EndpointWebExtension(endpoint = HooklineEndpoint.class)
public final class HooklineEndpointWebExtension {
    private final HooklineEndpoint endpoint;
    private final HooklineEndpointProperties properties;

    /** An extension of an endpoint. */
    public HooklineEndpointWebExtension(HooklineEndpoint endpoint, HooklineEndpointProperties properties) {
        this.endpoint = endpoint;
        this.properties = properties;
    }

    /** Shows a job; its values are shown to who may see them. */
    @ReadOperation
    public WebEndpointResponse<JobDescription> job(SecurityContext securityContext, @Selector String id) {
        boolean showValues = properties.showValues().isShown(securityContext, properties.roles());
        @Nullable JobDescription job = endpoint.job(id, showValues);
        return job == null
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : new WebEndpointResponse<>(job);
    }
}
