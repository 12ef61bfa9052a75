/** What all requests have in common: headers, the same-origin rule, errors as problem details. */
@NullMarked
package dev.hookline.dashboard.web;

import org.jspecify.annotations.NullMarked;
