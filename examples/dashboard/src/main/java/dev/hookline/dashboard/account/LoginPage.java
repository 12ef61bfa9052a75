package dev.hookline.dashboard.account;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people sign in; Spring Security takes what the form sends. */
@Controller
class LoginPage {
    @GetMapping("/login")
    String login(@RequestParam Map<String, String> query, @Nullable Principal user, Model model) {
        if (user != null) {
            return "redirect:/";
        }
        Optional<String> news =
                Stream.of("wrong", "wait", "out").filter(query::containsKey).findFirst();
        model.addAttribute("news", news.orElse(null));
        return "login";
    }
}
