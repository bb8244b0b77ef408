/// Manifests of Kubernetes: its own jobs, and those of Kubeflow, Volcano, Ray and JobSet, with the
/// marks of Kueue and KAI on any of them.
@NullMarked
package dev.meridian.controlplane.jobs.imports.kubernetes;

import org.jspecify.annotations.NullMarked;
