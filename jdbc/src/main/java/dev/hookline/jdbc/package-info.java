/**
 * Keeps jobs in PostgreSQL or H2. {@link dev.hookline.jdbc.JdbcJobStore} is the way in; the tables are made by
 * the scripts below {@code dev/hookline/jdbc/schema}, by the store or by hand.
 *
 * <pre>{@code
 * JobStore store = JdbcJobStore.builder(dataSource)
 *         .createSchema(true)
 *         .build();
 * }</pre>
 */
@NullMarked
package dev.hookline.jdbc;

import org.jspecify.annotations.NullMarked;
