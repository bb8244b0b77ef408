package dev.meridian.controlplane;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// The control plane: `java -jar control-plane.jar` serves the REST API on 8080 and the agents on
/// 9090.
// our own filter chain knows callers; Boot must not invent a user beside them
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class ControlPlane {

    static void main(String[] args) {
        SpringApplication.run(ControlPlane.class, args);
    }
}
