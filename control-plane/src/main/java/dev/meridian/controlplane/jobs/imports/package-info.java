/// From the job files of other schedulers to our job spec.
///
/// A file becomes documents; a mapper for its format takes field by field from them into drafts.
/// What no mapper takes is told by the document itself, so that nothing is lost without a word.
@NullMarked
package dev.meridian.controlplane.jobs.imports;

import org.jspecify.annotations.NullMarked;
