/// What this agent runs and how it ended, kept across its own death.
@NullMarked
package dev.meridian.agent.journal;

import org.jspecify.annotations.NullMarked;
