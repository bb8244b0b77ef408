package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.support.Specs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Well-formed specs that no job can have: each answer points at the field that is to blame.
class ImpossibleSpecTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    taskGroups: [{task: {command: [a]}}]                                     | /name
                    name: a                                                                  | /taskGroups
                    {name: a, taskGroups: []}                                                | /taskGroups
                    {name: '', taskGroups: [{task: {command: [a]}}]}                         | /name
                    {name: a, taskGroups: [{}]}                                              | /taskGroups/0/task/command
                    {name: a, taskGroups: [{task: {command: []}}]}                           | /taskGroups/0/task/command
                    {name: a, taskGroups: [{task: {command: ['']}}]}                         | /taskGroups/0/task/command/0
                    {name: a, taskGroups: [{task: {command: [a], env: {'1A': x}}}]}          | /taskGroups/0/task/env/1A
                    {name: a, taskGroups: [{task: {command: [a], env: {MERIDIAN_X: x}}}]}    | /taskGroups/0/task/env/MERIDIAN_X
                    {name: a, priorityClass: top, taskGroups: [{task: {command: [a]}}]}      | /priorityClass
                    {name: a, project: A_B, taskGroups: [{task: {command: [a]}}]}            | /project
                    {name: a, taskGroups: [{count: 0, task: {command: [a]}}]}                | /taskGroups/0/count
                    {name: a, taskGroups: [{count: 1e999, task: {command: [a]}}]}            | /taskGroups/0/count
                    {name: a, taskGroups: [{count: 100001, task: {command: [a]}}]}           | /taskGroups/0/count
                    {name: a, taskGroups: [{count: 2, minCount: 3, task: {command: [a]}}]}   | /taskGroups/0/minCount
                    {name: a, taskGroups: [{count: 2, array: {size: 2}, task: {command: [a]}}]}  | /taskGroups/0/array
                    {name: a, taskGroups: [{resources: {cpu: 0}, task: {command: [a]}}]}     | /taskGroups/0/resources/cpu
                    {name: a, taskGroups: [{resources: {cpu: -1}, task: {command: [a]}}]}    | /taskGroups/0/resources/cpu
                    {name: a, taskGroups: [{resources: {cpu: 1e999999999}, task: {command: [a]}}]}   | /taskGroups/0/resources/cpu
                    {name: a, taskGroups: [{resources: {memory: 0}, task: {command: [a]}}]}  | /taskGroups/0/resources/memory
                    {name: a, taskGroups: [{resources: {memory: 99999999Ti}, task: {command: [a]}}]} | /taskGroups/0/resources/memory
                    {name: a, taskGroups: [{resources: {accelerators: 'H100:1.5'}, task: {command: [a]}}]} | /taskGroups/0/resources/accelerators
                    {name: a, taskGroups: [{resources: {accelerators: 'H100:0'}, task: {command: [a]}}]}   | /taskGroups/0/resources/accelerators
                    {name: a, taskGroups: [{dependsOn: [b], task: {command: [a]}}]}          | /taskGroups/0/dependsOn/0
                    {name: a, taskGroups: [{dependsOn: [main], task: {command: [a]}}]}       | /taskGroups
                    {name: a, taskGroups: [{name: x, dependsOn: [y], task: {command: [a]}}, {name: y, dependsOn: [x], task: {command: [a]}}]} | /taskGroups
                    {name: a, taskGroups: [{task: {command: [a]}}, {task: {command: [a]}}]}  | /taskGroups/1/name
                    {name: a, taskGroups: [{name: x, count: 60000, task: {command: [a]}}, {name: y, count: 60000, task: {command: [a]}}]} | /taskGroups
                    {name: a, taskGroups: [{count: 2, spread: [{by: region, minDomains: 3}], task: {command: [a]}}]} | /taskGroups/0/spread/0/minDomains
                    {name: a, taskGroups: [{constraints: [{label: x, operator: '>', value: abc}], task: {command: [a]}}]} | /taskGroups/0/constraints/0/value
                    {name: a, taskGroups: [{constraints: [{label: x}], task: {command: [a]}}]}  | /taskGroups/0/constraints/0/value
                    {name: a, taskGroups: [{constraints: [{value: x}], task: {command: [a]}}]}  | /taskGroups/0/constraints/0/label
                    {name: a, taskGroups: [{topology: {}, task: {command: [a]}}]}            | /taskGroups/0/topology
                    {name: a, placement: {residency: {allow: []}}, taskGroups: [{task: {command: [a]}}]} | /placement/residency/allow
                    {name: a, placement: {anyOf: [{}]}, taskGroups: [{task: {command: [a]}}]}  | /placement/anyOf/0
                    {name: a, runtime: {max: 99999d}, taskGroups: [{task: {command: [a]}}]}  | /runtime/max
                    {name: a, retry: {max: -1}, taskGroups: [{task: {command: [a]}}]}        | /retry/max
                    {name: a, disconnect: {lostAfter: 1s}, taskGroups: [{task: {command: [a]}}]} | /disconnect/lostAfter
                    """)
    void isToldWhere(String yaml, String pointer) {
        SpecReading reading = Specs.read(yaml, SpecFormat.YAML);
        assertThat(reading).as(reading.toString()).isInstanceOf(SpecReading.Impossible.class);
        assertThat(Specs.refusals(reading)).extracting(Refusal::pointer).containsExactly(pointer);
        assertThat(Specs.refusals(reading))
                .allSatisfy(refusal -> assertThat(refusal.hint()).isNotBlank());
    }
}
