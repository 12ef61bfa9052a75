/** What it costs to verify a webhook, beside the bare HMAC and beside a peer. */
@NullMarked
package dev.hookline.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
