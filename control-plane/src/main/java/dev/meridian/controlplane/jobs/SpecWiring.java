package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// The reader of job specs with the priority classes of this installation
/// (`meridian.priority-classes.NAME: number`).
@Configuration(proxyBeanMethods = false)
class SpecWiring {

    @Bean
    PriorityClasses priorityClasses(Environment environment) {
        return Binder.get(environment)
                .bind("meridian.priority-classes", Bindable.mapOf(String.class, Integer.class))
                .map(PriorityClasses::new)
                .orElse(PriorityClasses.STANDARD);
    }

    @Bean
    JobSpecReader jobSpecReader(PriorityClasses priorityClasses) {
        return new JobSpecReader(priorityClasses);
    }
}
