/** What is asked for, before it is believed: reading fields, and saying at once all that is wrong with them. */
@NullMarked
package dev.hookline.dashboard.request;

import org.jspecify.annotations.NullMarked;
