package dev.meridian.cli.verb;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that the command can be told to do.
final class Catalogue {

    private Catalogue() {}

    static final List<Section> SECTIONS =
            List.of(
                    new Section(
                            "Work",
                            Entry.of("submit", "Hands jobs in.", Submit::new),
                            Entry.of(
                                    "import",
                                    "Hands in job files of Kubernetes, SkyPilot and Slurm.",
                                    Import::new),
                            Entry.of(
                                    "plan",
                                    "Tells whether and where a job would fit now.",
                                    Plan::new),
                            Entry.of(
                                    "explain",
                                    "Tells why a job waits, or why it runs where it does.",
                                    Explain::new),
                            Entry.of(
                                    "logs", "Prints what a job or an allocation wrote.", Logs::new),
                            Entry.of(
                                    "events",
                                    "Prints what happened, or what happens.",
                                    Events::new),
                            Entry.of("cancel", "Stops jobs for good.", () -> new Order("cancel")),
                            Entry.of(
                                    "retry",
                                    "Runs again what failed of jobs.",
                                    () -> new Order("retry")),
                            Entry.of(
                                    "suspend",
                                    "Stops jobs until they are resumed.",
                                    () -> new Order("suspend")),
                            Entry.of(
                                    "resume",
                                    "Lets suspended jobs run again.",
                                    () -> new Order("resume"))),
                    new Section(
                            "See",
                            Entry.of(
                                    "get",
                                    "Lists what there is, or shows the lines of some.",
                                    Get::new),
                            Entry.of("describe", "Shows all about one thing.", Describe::new),
                            Entry.of("top", "Shows what nodes or jobs use now.", Top::new),
                            Entry.group(
                                    "forecast",
                                    "What will be needed, with bands, and the models behind it.",
                                    Forecast::new,
                                    Entry.of(
                                            "show",
                                            "Shows what will be needed; one series as a plot.",
                                            Forecast::new),
                                    Entry.of(
                                            "models",
                                            "Lists the learned models.",
                                            ForecastModelList::new),
                                    Entry.of(
                                            "promote",
                                            "Makes a model the champion of its kind.",
                                            () -> new ForecastModelOrder("promote")),
                                    Entry.of(
                                            "rollback",
                                            "Puts back what was champion before.",
                                            () -> new ForecastModelOrder("rollback"))),
                            Entry.of(
                                    "nodes",
                                    "Lists the nodes; as 'get nodes'.",
                                    () -> new Get("nodes"))),
                    new Section(
                            "Fleet",
                            Entry.of(
                                    "cordon",
                                    "Lets no new work onto nodes.",
                                    () -> new Care("cordon")),
                            Entry.of(
                                    "uncordon",
                                    "Opens nodes to new work again.",
                                    () -> new Care("uncordon")),
                            Entry.of(
                                    "quarantine",
                                    "Takes nodes that are not trusted out of use.",
                                    () -> new Care("quarantine")),
                            Entry.of("drain", "Empties nodes, or a whole region.", Drain::new),
                            Entry.of(
                                    "replace",
                                    "Gives up copies whose node is silent: they are placed again.",
                                    Replace::new),
                            Entry.of(
                                    "breaker",
                                    "Tells whether so many are silent that nobody is declared lost.",
                                    Breaker::new),
                            Entry.group(
                                    "drill",
                                    "Rehearses the loss of a region on chosen jobs.",
                                    DrillList::new,
                                    Entry.of("list", "Lists drills.", DrillList::new),
                                    Entry.of(
                                            "start",
                                            "Cuts jobs off from a region, and measures how they come back.",
                                            DrillStart::new),
                                    Entry.of(
                                            "show",
                                            "Shows one with its report.",
                                            () -> new DrillShow(false)),
                                    Entry.of(
                                            "abort",
                                            "Ends one: the region is open to its jobs again.",
                                            () -> new DrillShow(true))),
                            Entry.group(
                                    "approvals",
                                    "What waits for a person: quarantines, large drains, changes of queues.",
                                    ApprovalList::new,
                                    Entry.of("list", "Lists them.", ApprovalList::new),
                                    Entry.of(
                                            "show",
                                            "Shows one with its evidence.",
                                            ApprovalShow::new),
                                    Entry.of(
                                            "approve",
                                            "Agrees: it is carried out at once.",
                                            () -> new ApprovalDecision("approve")),
                                    Entry.of(
                                            "reject",
                                            "Turns down, with a reason.",
                                            () -> new ApprovalDecision("reject"))),
                            Entry.group(
                                    "join-token",
                                    "One-time tokens with which a host joins the fleet.",
                                    Entry.of(
                                            "create",
                                            "Makes one, and prints it with the command for the host.",
                                            JoinTokenCreate::new),
                                    Entry.of(
                                            "list",
                                            "Lists them, without the secret.",
                                            () -> new Get("join-tokens")),
                                    Entry.of(
                                            "revoke",
                                            "Makes one useless.",
                                            () -> new Delete("join-tokens")))),
                    new Section(
                            "Settings",
                            Entry.of("create", "Makes a project, a queue or a user.", Create::new),
                            Entry.of(
                                    "set",
                                    "Changes settings of a region, a pool, a queue and the like.",
                                    Change::new),
                            Entry.of(
                                    "delete", "Deletes a project, a queue or a user.", Delete::new),
                            Entry.group(
                                    "tokens",
                                    "Tokens for the API.",
                                    Entry.of(
                                            "list",
                                            "Lists yours; an administrator's list is everybody's.",
                                            () -> new Get("tokens")),
                                    Entry.of(
                                            "create",
                                            "Makes one; it is shown once.",
                                            TokenCreate::new),
                                    Entry.of(
                                            "revoke",
                                            "Makes some useless.",
                                            () -> new Delete("tokens"))),
                            Entry.of(
                                    "audit",
                                    "Lists who did what, or checks that nothing is missing.",
                                    AuditLog::new)),
                    new Section(
                            "This command",
                            Entry.group(
                                    "context",
                                    "Control planes under names of your own.",
                                    Entry.of("list", "Lists them.", ContextList::new),
                                    Entry.of(
                                            "use",
                                            "Says which one is meant from now on.",
                                            ContextUse::new),
                                    Entry.of("set", "Makes one, or changes it.", ContextSet::new),
                                    Entry.of(
                                            "delete",
                                            "Forgets one; the control plane is not touched.",
                                            ContextDelete::new)),
                            Entry.of(
                                    "whoami",
                                    "Tells where the command would go, as whom.",
                                    WhoAmI::new),
                            Entry.of(
                                    "completion",
                                    "Prints what lets the Tab key complete: bash, zsh or fish.",
                                    Completion::new),
                            Entry.of("version", "Prints the version.", Version::new),
                            Entry.of("help", "Shows the help of a verb.", Help::new)));

    static Stream<Entry> all() {
        return SECTIONS.stream().flatMap(section -> section.entries().stream());
    }

    static Optional<Entry> find(String name) {
        return all().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
