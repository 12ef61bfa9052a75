package dev.hookline.dashboard.account;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Shows accounts to Spring Security. Thread-safe. */
@Component
class AccountUsers implements UserDetailsService {
    private final Accounts accounts;

    AccountUsers(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        Account account =
                accounts.find(name).orElseThrow(() -> new UsernameNotFoundException("There is no such account"));
        return User.withUsername(account.name())
                .password(account.passwordHash())
                .roles(account.admin() ? new String[] {"USER", "ADMIN"} : new String[] {"USER"})
                .disabled(!account.open())
                .build();
    }
}
