/** The Java that README and docs show, as classes that compile; {@code SnippetTest} compares the two. */
@NullMarked
package dev.hookline.e2e.snippets;

import org.jspecify.annotations.NullMarked;
