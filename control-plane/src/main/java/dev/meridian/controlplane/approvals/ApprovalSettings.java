package dev.meridian.controlplane.approvals;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What takes an approval, and how long one may be waited for.
///
/// @param lifetime of a proposal that nobody decides
/// @param drainShare part of all running allocations; a drain that moves more has to be proposed.
///   1: none has to
/// @param queueChanges whether changes of queues have to be proposed
@ConfigurationProperties("meridian.approvals")
public record ApprovalSettings(
        @DefaultValue("3d") Duration lifetime,
        @DefaultValue("1") double drainShare,
        @DefaultValue("false") boolean queueChanges) {}
