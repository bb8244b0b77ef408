package dev.meridian.swarm.agent;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.swarm.link.Plane;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/// What all simulated agents of a process share.
///
/// @param timer for everything that is short
/// @param dialling opens connections, which takes its time
/// @param plays what a task will do
public record Surroundings(
        Plane plane,
        ScheduledExecutorService timer,
        Executor dialling,
        Function<Assignment, Play> plays,
        Figures figures) {}
