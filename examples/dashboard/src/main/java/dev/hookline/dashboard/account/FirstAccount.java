package dev.hookline.dashboard.account;

import java.util.Optional;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Sees to it, before the first request is taken, that somebody can sign in: with the name and the password that are
 * set, or, when there is no account at all, with a generated password that is printed this once.
 */
class FirstAccount implements InitializingBean {
    private static final String DEFAULT_NAME = "admin";

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final String name;
    private final String password;

    FirstAccount(Accounts accounts, PasswordEncoder passwords, String name, String password) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.name = name;
        this.password = password;
    }

    @Override
    public void afterPropertiesSet() {
        String wanted = name.isEmpty() ? DEFAULT_NAME : name;
        if (!PasswordRules.isName(wanted)) {
            throw new InvalidConfigurationPropertyValueException(
                    "dashboard.user", wanted, "A name has 1 to 60 letters, digits and any of . _ @ + -");
        }
        if (!password.isEmpty()) {
            useGivenPassword(wanted);
        } else if (name.isEmpty() ? accounts.isEmpty() : accounts.find(name).isEmpty()) {
            generatePassword(wanted);
        }
    }

    private void useGivenPassword(String wanted) {
        if (PasswordRules.isTooLong(password)) {
            throw new InvalidConfigurationPropertyValueException(
                    "dashboard.password", "(not shown)", "A password has at most 72 bytes");
        }
        Optional<Account> known = accounts.find(wanted);
        boolean fits = known.filter(account -> account.admin() && account.open())
                .map(account -> passwords.matches(password, account.passwordHash()))
                .orElse(false);
        if (!fits) {
            Account account = new Account(wanted, hash(password), true, true);
            if (known.isPresent() || !accounts.add(account)) {
                accounts.update(account);
            }
        }
    }

    private void generatePassword(String wanted) {
        String generated = PasswordRules.generate();
        if (accounts.add(new Account(wanted, hash(generated), true, true))) {
            // Not logged: logs are kept, and sent elsewhere.
            System.out.println("Sign in as " + wanted + " with the password " + generated
                    + " (printed this once; it is kept as a hash)");
        }
    }

    private String hash(String plain) {
        return String.valueOf(passwords.encode(plain));
    }
}
