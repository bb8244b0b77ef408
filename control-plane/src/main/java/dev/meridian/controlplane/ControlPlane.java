package dev.meridian.controlplane;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The control plane: `java -jar control-plane.jar` serves the REST API on 8080 and the agents on 9090.
@SpringBootApplication
public class ControlPlane {

    static void main(String[] args) {
        SpringApplication.run(ControlPlane.class, args);
    }
}
