package dev.hookline.e2e.snippets;

import dev.hookline.replicate.Replicate;

/** What docs/client.md shows and no test of the client runs, since it needs an account. */
final class ClientSnippets {
    private ClientSnippets() {}

    static Replicate fromEnvironment() {
        Replicate replicate =
                Replicate.builder().token(System.getenv("REPLICATE_API_TOKEN")).build();
        return replicate;
    }
}
