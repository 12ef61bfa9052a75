package dev.hookline.dashboard.account;

import dev.hookline.dashboard.live.LiveEvents;
import dev.hookline.dashboard.web.Page;
import java.security.Principal;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Everybody's own password, and for admins the accounts of all. What came of a change is told by a word in the address. */
@Page
class AccountPages {
    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final LiveEvents events;

    AccountPages(Accounts accounts, PasswordEncoder passwords, LiveEvents events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.events = events;
    }

    @GetMapping("/account")
    String own(@RequestParam Optional<String> news, Model model) {
        model.addAttribute("news", news.orElse(null));
        return "account";
    }

    @PostMapping("/account/password")
    String changeOwn(@RequestParam String current, @RequestParam String password, Principal user) {
        Account account = get(user.getName());
        if (!passwords.matches(current, account.passwordHash())) {
            return "redirect:/account?news=wrong";
        }
        return "redirect:/account?news="
                + PasswordRules.fault(password).orElseGet(() -> {
                    write(account, password, account.open());
                    return "changed";
                });
    }

    @GetMapping("/accounts")
    String all(@RequestParam Optional<String> news, Model model) {
        model.addAttribute("accounts", accounts.list());
        model.addAttribute("news", news.orElse(null));
        return "accounts";
    }

    @PostMapping("/accounts")
    String add(@RequestParam String name, @RequestParam String password) {
        if (!PasswordRules.isName(name)) {
            return all("name");
        }
        return all(PasswordRules.fault(password).orElseGet(() -> {
            String hash = String.valueOf(passwords.encode(password));
            return accounts.add(new Account(name, hash, false, true)) ? "added" : "taken";
        }));
    }

    /** Opens a closed account too, since somebody who was given a new password is to come in. */
    @PostMapping("/accounts/password")
    String change(@RequestParam String name, @RequestParam String password) {
        return all(PasswordRules.fault(password).orElseGet(() -> {
            write(get(name), password, true);
            return "changed";
        }));
    }

    /** The jobs of a closed account stay, and its name is not given again. */
    @PostMapping("/accounts/close")
    String close(@RequestParam String name, Principal user) {
        if (name.equals(user.getName())) {
            return all("own");
        }
        Account account = get(name);
        accounts.update(new Account(account.name(), account.passwordHash(), account.admin(), false));
        events.disconnect(name);
        return all("closed");
    }

    private void write(Account account, String password, boolean open) {
        String hash = String.valueOf(passwords.encode(password));
        accounts.update(new Account(account.name(), hash, account.admin(), open));
        events.disconnect(account.name());
    }

    private Account get(String name) {
        return accounts.find(name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such account"));
    }

    private static String all(String news) {
        return "redirect:/accounts?news=" + news;
    }
}
