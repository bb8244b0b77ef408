package dev.meridian.controlplane.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How gangs begin again.
///
/// @param shrinkAfter for so long a gang that lost members looks for a place for all of them; then
///   it goes on with as many as find one, where its `minCount` allows
@ConfigurationProperties("meridian.gangs")
record GangSettings(@DefaultValue("1m") Duration shrinkAfter) {}
