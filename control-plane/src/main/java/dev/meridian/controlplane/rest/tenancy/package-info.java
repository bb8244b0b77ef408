/// Projects, queues, users, tokens and the audit over HTTP.
@NullMarked
package dev.meridian.controlplane.rest.tenancy;

import org.jspecify.annotations.NullMarked;
