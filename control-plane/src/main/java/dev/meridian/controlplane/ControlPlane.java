package dev.meridian.controlplane;

import dev.meridian.controlplane.commands.Command;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// The control plane: `java -jar control-plane.jar` serves the REST API on 8080 and the agents on
/// 9090; `java -jar control-plane.jar forecast backtest …` computes and serves nothing.
// our own filter chain knows callers; Boot must not invent a user beside them
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class ControlPlane {

    static void main(String[] args) {
        Optional<Integer> code = Command.run(List.of(args), System.out, System.err);
        if (code.isPresent()) {
            System.exit(code.get());
        }
        SpringApplication.run(ControlPlane.class, args);
    }
}
