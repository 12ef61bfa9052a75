package dev.hookline.spring.web;

import org.springframework.boot.WebApplicationType;

class ReactiveWebhookHandlerTest extends WebhookContract {
    ReactiveWebhookHandlerTest() {
        super(WebApplicationType.REACTIVE);
    }
}
