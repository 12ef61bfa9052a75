/** Who may come in: accounts, sign-in, and the rules that hold for all requests. */
@NullMarked
package dev.hookline.dashboard.account;

import org.jspecify.annotations.NullMarked;
