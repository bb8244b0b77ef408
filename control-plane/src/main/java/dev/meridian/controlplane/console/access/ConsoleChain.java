package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.projects.Users;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The filter chain of the console: sessions and forms, beside that of the API, which has neither.
///
/// It takes every request but those under the paths of programs, and those that show a token: who
/// shows one is a program, and is answered as one.
@Configuration(proxyBeanMethods = false)
class ConsoleChain {
    /// Everything from ourselves alone. Styles and scripts come from files: none stands in a page.
    static final String CONTENT_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
                    + "form-action 'self'; frame-ancestors 'none'";

    private static final String[] OF_PROGRAMS = {"/api/", "/actuator/", "/v3/"};

    @Bean
    @Order(1)
    SecurityFilterChain console(
            HttpSecurity http, Users users, SessionCookie sessions, SignInLimit limit, Audit audit)
            throws Exception {
        var turnedAway = new TurnedAway();
        var visitor = new Visitor(limit, audit);
        return http.securityMatcher(ConsoleChain::isForPeople)
                .authenticationProvider(new PasswordCheck(users))
                .httpBasic(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(form ->
                        form.loginPage("/sign-in")
                                .usernameParameter("user")
                                .passwordParameter("password")
                                .successHandler(visitor)
                                .failureHandler(visitor))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                // ours, not those of the server, which other replicas would not know
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> csrf.csrfTokenRepository(proofs()))
                .headers(headers ->
                        headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
                                .referrerPolicy(
                                        policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new SignInGuard(limit), UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new PageAudit(audit), AuthorizationFilter.class)
                .exceptionHandling(exceptions ->
                        exceptions
                                .authenticationEntryPoint(turnedAway)
                                .accessDeniedHandler(turnedAway))
                .authorizeHttpRequests(routes -> routes.anyRequest().access(new ConsoleGate()))
                .build();
    }

    /// Of forms: another site can make a browser send the cookie, and cannot read what it holds.
    private static CookieCsrfTokenRepository proofs() {
        var proofs = new CookieCsrfTokenRepository();
        proofs.setCookieName("meridian-form");
        proofs.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return proofs;
    }

    private static boolean isForPeople(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return false;
        }
        String path = request.getRequestURI() + "/";
        for (String prefix : OF_PROGRAMS) {
            if (path.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }
}
