package dev.meridian.controlplane.rest;

import org.jspecify.annotations.Nullable;

/// Why a copy that is out of sight is given up.
///
/// @param dead the caller vouches that the copy does not run, for its host is off; otherwise one
///   that must not live twice is only told to stop
record ReplaceRequest(@Nullable String reason, @Nullable Boolean dead) {

    static String reason(@Nullable ReplaceRequest request, String fallback) {
        return OrderRequest.reason(
                request == null ? null : new OrderRequest(request.reason()), fallback);
    }

    static boolean dead(@Nullable ReplaceRequest request) {
        return request != null && Boolean.TRUE.equals(request.dead());
    }
}
