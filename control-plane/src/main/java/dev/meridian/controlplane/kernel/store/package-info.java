/// The default database: a PostgreSQL of our own under the home, for installations that name no
/// server.
///
/// It is part of the kernel because every room's store stands on it; see
/// docs/adr/0003-embedded-postgresql.md.
@NullMarked
package dev.meridian.controlplane.kernel.store;

import org.jspecify.annotations.NullMarked;
