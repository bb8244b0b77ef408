package dev.meridian.verification.local;

import java.util.List;

/// Where one of several control planes stands.
///
/// @param ports where it listens
/// @param database for JDBC, as it reaches it
public record Site(Ports ports, String database) {

    /// Without any detour.
    static List<Site> near(List<Ports> ports, Database database) {
        return ports.stream().map(each -> new Site(each, database.url())).toList();
    }
}
