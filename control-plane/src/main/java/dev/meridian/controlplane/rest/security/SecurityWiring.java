package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.projects.Tokens;
import dev.meridian.controlplane.projects.Users;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/// The one filter chain, before everything.
///
/// No sessions and no cookies, so nothing that another site could make a browser send (CSRF).
@Configuration(proxyBeanMethods = false)
class SecurityWiring {

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Tokens tokens,
            Users users,
            Audit audit,
            JsonMapper json,
            MeterRegistry meters)
            throws Exception {
        var problems = new Problem.Writer(json);
        var refusing = new Refusing(problems);
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new CallerFilter(tokens, users, new FailedAttempts(meters), problems),
                        AnonymousAuthenticationFilter.class)
                .addFilterBefore(new AuditTrail(audit), AuthorizationFilter.class)
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(refusing).accessDeniedHandler(refusing))
                .authorizeHttpRequests(routes -> routes.anyRequest().access(new RouteGate()))
                .build();
    }
}
