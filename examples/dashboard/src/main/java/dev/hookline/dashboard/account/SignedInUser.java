package dev.hookline.dashboard.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/** An account as Spring Security knows it, with a stamp by which a password that was changed since shows. */
final class SignedInUser extends User {
    private static final long serialVersionUID = 1L;

    private final String stamp;

    SignedInUser(Account account) {
        super(
                account.name(),
                account.passwordHash(),
                account.open(),
                true,
                true,
                true,
                AuthorityUtils.createAuthorityList(
                        account.admin() ? List.of("ROLE_USER", "ROLE_ADMIN") : List.of("ROLE_USER")));
        this.stamp = stamp(account);
    }

    /** Whether the account still is what it was when the user signed in. */
    boolean isStill(Account account) {
        return account.open() && stamp.equals(stamp(account));
    }

    /** The hash itself is not kept in a session. */
    private static String stamp(Account account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((account.admin() + account.passwordHash()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Two values are the same user when their names are, whatever their stamps. */
    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
