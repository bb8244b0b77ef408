package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.kernel.HomeLock;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Starts the embedded server where no `SPRING_DATASOURCE_URL` is given; with one, nothing of this
/// happens.
///
/// Spring makes the connection pool from the details either way, and closes it before the server.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
        name = "spring.datasource.url",
        havingValue = "embedded",
        matchIfMissing = true)
class DatabaseWiring {

    @Bean(destroyMethod = "close")
    EmbeddedServer embeddedServer(Home home, HomeLock homeIsOurs, SecureRandom random) {
        return new EmbeddedServer(home, random);
    }

    @Bean
    JdbcConnectionDetails embeddedConnection(EmbeddedServer server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return EmbeddedServer.USER;
            }

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public String getJdbcUrl() {
                return server.url();
            }
        };
    }
}
