package dev.meridian.controlplane.rest;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sets up the HTTP server for an API.
@Configuration(proxyBeanMethods = false)
class ServerWiring {

    /// How much of a refused body is read and thrown away, so that the client is done sending and
    /// reads the refusal; beyond it the connection is cut.
    private static final int THROWN_AWAY = 128 << 20;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
        return factory -> {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemValve.class.getName());
                }
            });
            factory.addConnectorCustomizers(connector ->
                    connector.setProperty("maxSwallowSize", Integer.toString(THROWN_AWAY)));
        };
    }
}
