package dev.hookline.replicate.internal.http;

/** What Replicate counts apart when it limits an account: creates, and everything else. */
public enum Lane {
    CREATE,
    OTHER
}
