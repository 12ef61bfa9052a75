/** The webhook endpoint on both of Spring's stacks: {@link dev.hookline.spring.web.WebhookHandler} and {@link dev.hookline.spring.web.ReactiveWebhookHandler}. */
@NullMarked
package dev.hookline.spring.web;

import org.jspecify.annotations.NullMarked;
