package org.seatrial.replica.guest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes to their end as a program of its own: 0 if there were tests and every one of them ran and succeeded.
 * A test that was skipped, or that its assumptions stopped, has shown nothing.
 */
public final class GuestTests {

    private GuestTests() {}

    /** The command that runs test classes with this process's Java and class path. */
    public static List<String> command(Class<?>... tests) {
        return Stream.concat(
                        Stream.of(
                                System.getProperty("java.home") + "/bin/java",
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GuestTests.class.getName()),
                        Arrays.stream(tests).map(Class::getName))
                .toList();
    }

    /** @param arguments names of test classes */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        Arrays.stream(arguments).map(name -> selectClass(name)).toList())
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, listener, new Progress(out));
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(out, true, StandardCharsets.UTF_8), 20);
        long found = summary.getTestsFoundCount();
        out.printf("%d tests found, %d succeeded%n", found, summary.getTestsSucceededCount());
        System.exit(found > 0 && summary.getTestsSucceededCount() == found ? 0 : 1);
    }

    /** One line a test, with the seconds since the start. */
    private static final class Progress implements TestExecutionListener {

        private final PrintStream out;
        private final long beginNs = System.nanoTime();

        Progress(PrintStream out) {
            this.out = out;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            tell("begins", test);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            tell(result.getStatus().toString(), test);
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            tell("skipped (" + reason + ")", test);
        }

        private void tell(String what, TestIdentifier test) {
            out.printf("%5.1f s  %s %s%n", (System.nanoTime() - beginNs) / 1e9, test.getDisplayName(), what);
        }
    }
}
