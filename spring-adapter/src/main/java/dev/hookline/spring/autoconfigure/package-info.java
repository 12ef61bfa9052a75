/**
 * Auto-configuration of Hookline for Spring Boot 4: a token, a public URL and a
 * {@link dev.hookline.workflow.Workflow} bean are all it takes. Each bean that it makes backs off for one of the
 * application's own.
 */
@NullMarked
package dev.hookline.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
