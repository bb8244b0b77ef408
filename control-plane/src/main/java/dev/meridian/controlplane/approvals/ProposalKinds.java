package dev.meridian.controlplane.approvals;

import dev.meridian.controlplane.approvals.model.ProposalKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// All kinds that this version knows.
@Component
class ProposalKinds {
    private final Map<String, ProposalKind> byName;

    ProposalKinds(List<ProposalKind> all) {
        byName = all.stream().collect(Collectors.toMap(ProposalKind::name, Function.identity()));
    }

    /// Empty for one that a newer version has left behind.
    Optional<ProposalKind> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<String> names() {
        return byName.keySet();
    }
}
