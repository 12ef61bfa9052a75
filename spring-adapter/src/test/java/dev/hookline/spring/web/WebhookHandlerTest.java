package dev.hookline.spring.web;

import org.springframework.boot.WebApplicationType;

class WebhookHandlerTest extends WebhookContract {
    WebhookHandlerTest() {
        super(WebApplicationType.SERVLET);
    }
}
