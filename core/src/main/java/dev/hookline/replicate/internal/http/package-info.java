/**
 * One request to Replicate with its retries, deadline, rate limit and redirects, on the JDK's HTTP client; hidden from
 * users. It knows statuses and headers, and nothing of what the bodies mean.
 */
@NullMarked
package dev.hookline.replicate.internal.http;

import org.jspecify.annotations.NullMarked;
