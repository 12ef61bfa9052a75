package dev.hookline.dashboard.account;

import dev.hookline.dashboard.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HttpBasicConfigurer;
import org.springframework.security.config.annotation.web.configurers.RememberMeConfigurer;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.NullRememberMeServices;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * The rules for all requests but webhooks, which are signed, and have a chain of their own from the starter: who is not
 * signed in gets the sign-in page and what it is made of; everything else is for those who are.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String STAY_COOKIE = "hookline-stay";
    private static final Duration STAY = Duration.ofDays(30);

    @Bean
    SecurityFilterChain security(HttpSecurity http, AccountUsers users, Accounts accounts, PasswordEncoder passwords) {
        Refusals refusals = new Refusals();
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers("/login", "/language/*", "/assets/**")
                                .permitAll()
                                .requestMatchers("/accounts/**")
                                .hasRole("ADMIN")
                                .anyRequest()
                                .authenticated())
                .authenticationProvider(login(users, passwords))
                .formLogin(SecurityConfiguration::form)
                .httpBasic(basic -> password(basic, refusals))
                .rememberMe(remember -> staying(remember, users, accounts))
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .csrf(SecurityConfiguration::tokens)
                .addFilterBefore(new SessionCheck(accounts), CsrfFilter.class)
                .addFilterAfter(new UploadGate(STAY_COOKIE), SessionCheck.class)
                .exceptionHandling(
                        handling -> handling.defaultAuthenticationEntryPointFor(refusals, Problems::isForPrograms)
                                .accessDeniedHandler(refusals))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .headers(SecurityHeaders::write)
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new RememberingPasswordEncoder(new BCryptPasswordEncoder());
    }

    @Bean(bootstrap = Bean.Bootstrap.BACKGROUND)
    FirstAccount firstAccount(
            Accounts accounts,
            PasswordEncoder passwords,
            @Value("${dashboard.user:}") String name,
            @Value("${dashboard.password:}") String password) {
        return new FirstAccount(accounts, passwords, name, password);
    }

    private static ThrottledLogin login(AccountUsers users, PasswordEncoder passwords) {
        DaoAuthenticationProvider login = new DaoAuthenticationProvider(users);
        login.setPasswordEncoder(passwords);
        return new ThrottledLogin(login, new LoginThrottle(InstantSource.system()));
    }

    private static void form(FormLoginConfigurer<HttpSecurity> form) {
        form.loginPage("/login")
                .failureHandler((request, response, why) ->
                        response.sendRedirect(why instanceof LockedException ? "/login?wait" : "/login?wrong"));
    }

    /** A program is not remembered, nor is its body read to see whether it wants to be. */
    private static void password(HttpBasicConfigurer<HttpSecurity> basic, Refusals refusals) {
        basic.authenticationEntryPoint(refusals)
                .withObjectPostProcessor(new ObjectPostProcessor<BasicAuthenticationFilter>() {
                    @Override
                    public <O extends BasicAuthenticationFilter> O postProcess(O filter) {
                        filter.setRememberMeServices(new NullRememberMeServices());
                        return filter;
                    }
                });
    }

    /** Survives a restart, unlike a session; a new password ends it, since the hash of the old one is a part of it. */
    private static void staying(RememberMeConfigurer<HttpSecurity> remember, AccountUsers users, Accounts accounts) {
        remember.rememberMeParameter("stay")
                .rememberMeCookieName(STAY_COOKIE)
                .key(accounts.setting("remember-me-key", PasswordRules::generate))
                .tokenValiditySeconds((int) STAY.toSeconds())
                .userDetailsService(users);
    }

    /**
     * Tokens are kept in a cookie, so that a form that was open during a restart can still be sent. A program that gives
     * its password with each request needs none: no other site can make a browser send that header, but for a password
     * that the browser knows itself, and such requests are refused as those of another site.
     */
    private static void tokens(CsrfConfigurer<HttpSecurity> csrf) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("hookline-csrf");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(SecurityConfiguration::isProgramWithPassword);
    }

    private static boolean isProgramWithPassword(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return request.getRequestURI().startsWith("/api/")
                && authorization != null
                && authorization.regionMatches(true, 0, "Basic ", 0, 6);
    }

    /** After signing in one gets to the page that was asked for, and never to a part of one. */
    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> "GET".equals(request.getMethod())
                && !Problems.isForPrograms(request)
                && !request.getRequestURI().startsWith("/assets/"));
        return cache;
    }
}
