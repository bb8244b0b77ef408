/// The door of the REST API under `/api/v1`: reads requests, asks the rooms, and words their
/// answers.
///
/// Every refusal of the whole application is a [ProblemAnswer]. See docs/reference/rest-api.md.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.rest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
