package dev.hookline.dashboard.account;

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
        return accounts.find(name)
                .map(SignedInUser::new)
                .orElseThrow(() -> new UsernameNotFoundException("There is no such account"));
    }
}
