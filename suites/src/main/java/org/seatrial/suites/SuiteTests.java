package org.seatrial.suites;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.seatrial.input.InputException;
import org.seatrial.suite.Requirement;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteReader;
import org.seatrial.suite.TrialSpec;

/**
 * Turns a suite into tests:
 *
 * <pre>
 * &#64;TestFactory
 * Stream&lt;DynamicNode&gt; theNetworkIsAccepted() {
 *     return SuiteTests.of(Path.of("src/test/resources/two-planes")).stream();
 * }
 * </pre>
 *
 * <p>Needs no engine: whoever calls {@code stream} executes it. The suite is run once, by whichever test comes first.
 */
public final class SuiteTests {

    private final Path suite;
    private final Path runs;
    private final List<String> options;
    private final Optional<Path> command;

    private SuiteTests(Path suite, Path runs, List<String> options, Optional<Path> command) {
        this.suite = suite;
        this.runs = runs;
        this.options = List.copyOf(options);
        this.command = command;
    }

    /**
     * The tests of a suite, run by the {@code seatrial} command on this class path, with run folders in {@code
     * target/runs}.
     *
     * @param folder with {@code suite.yaml}
     */
    public static SuiteTests of(Path folder) {
        return new SuiteTests(folder, Path.of("target", "runs"), List.of(), Optional.empty());
    }

    /** Where run folders go. */
    public SuiteTests runs(Path folder) {
        return new SuiteTests(suite, folder, options, command);
    }

    /** More arguments of {@code seatrial run}: {@code --plan smoke}, {@code --seed 7}, {@code --lab FILE}. */
    public SuiteTests with(String... arguments) {
        List<String> all = new ArrayList<>(options);
        all.addAll(Arrays.asList(arguments));
        return new SuiteTests(suite, runs, all, command);
    }

    /** Runs with an installed command instead, which gives an ordinary user a namespace of its own. */
    public SuiteTests by(Path seatrial) {
        return new SuiteTests(suite, runs, options, Optional.of(seatrial));
    }

    /**
     * A test that the run came to its end and left the lab as it was, then a container for each trial that a requirement
     * speaks of, with a test for each such requirement.
     *
     * @throws InputException with everything that is wrong with the suite
     */
    public Stream<DynamicNode> stream() {
        Suite read = SuiteReader.read(suite, Optional.empty(), Optional.empty());
        SuiteRun run = new SuiteRun(read.folder(), runs, options, command);
        List<DynamicNode> nodes = new ArrayList<>();
        nodes.add(dynamicTest("the run comes to its end and leaves the lab as it was", run::mustHaveEnded));
        for (TrialSpec trial : read.trials()) {
            List<DynamicNode> tests = read.requirements().stream()
                    .filter(requirement -> speaksOf(requirement, trial))
                    .<DynamicNode>map(requirement -> dynamicTest(
                            requirement.id() + ": " + requirement.text(),
                            () -> FindingTest.of(run.report(), requirement.id())))
                    .toList();
            if (!tests.isEmpty()) {
                nodes.add(dynamicContainer(trial.lab() + "/" + trial.name(), tests));
            }
        }
        return nodes.stream();
    }

    private static boolean speaksOf(Requirement requirement, TrialSpec trial) {
        return requirement.expect().scope().trial().equals(trial.name())
                && requirement.expect().scope().lab().equals(trial.lab());
    }
}
