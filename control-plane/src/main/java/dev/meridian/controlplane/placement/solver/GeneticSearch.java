package dev.meridian.controlplane.placement.solver;

/// Breeds answers: a few are kept, two of them have a child, the child climbs for a while by the
/// moves that every strategy makes, and the worst of all dies. Begins with the fast path's answer
/// and its first descendants.
///
/// That a child inherits whole nodes, and not single slots, is the grouping genetic algorithm for
/// bin packing (Falkenauer, *A hybrid grouping genetic algorithm for bin packing*, Journal of
/// Heuristics, 1996).
record GeneticSearch(SolverSettings settings) implements WindowSearch {
    private static final int POPULATION = 6;

    @Override
    public Found improve(Problem seeded) {
        Problem working = new Problem.Cloner().cloneSolution(seeded);
        Breeding breeding = new Breeding(working, settings);
        Population population = new Population(POPULATION, breeding.incumbent());
        while (!population.isFull() && breeding.mayGoOn()) {
            population.add(breeding.climbed(population.first()));
        }
        while (breeding.mayGoOn()) {
            population.add(
                    breeding.child(
                            population.draw(breeding.random()),
                            population.draw(breeding.random())));
        }
        breeding.load(population.best());
        return new Found(working, breeding.moves());
    }
}
