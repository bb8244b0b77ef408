package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.replicas.Replicas;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The control planes that share this database, whichever of them is asked.
@RestController
@RequestMapping("/api/v1/replicas")
class ReplicasApi {
    private final Replicas replicas;

    ReplicasApi(Replicas replicas) {
        this.replicas = replicas;
    }

    @GetMapping
    PageAnswer<ReplicaAnswer> list() {
        return PageAnswer.whole(replicas.all().stream().map(ReplicaAnswer::of).toList());
    }
}
