/// What is judged when all is over: the history of every promised job, against the product's own
/// table of states and against what the sink has heard.
@NullMarked
package dev.meridian.verification.chaos.history;

import org.jspecify.annotations.NullMarked;
