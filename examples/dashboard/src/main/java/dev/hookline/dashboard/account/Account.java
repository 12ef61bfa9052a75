package dev.hookline.dashboard.account;

import java.util.Objects;

/**
 * Somebody who may sign in. Immutable.
 *
 * @param name the name, which is also the owner of the account's jobs; it never changes and is never given again
 * @param passwordHash the password's bcrypt hash
 * @param admin whether the account may add and close others
 * @param open whether it may sign in
 */
record Account(String name, String passwordHash, boolean admin, boolean open) {
    /** Checks that name and hash are there. */
    Account {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(passwordHash, "passwordHash");
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Account[" + name + (admin ? ", admin" : "") + (open ? "]" : ", closed]");
    }
}
