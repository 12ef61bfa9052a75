/** What a durable commit of the job store costs beside the smallest one that the database has. */
@NullMarked
package dev.hookline.benchmarks.commit;

import org.jspecify.annotations.NullMarked;
