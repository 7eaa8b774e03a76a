package org.seatrial.fault.device;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.seatrial.fault.Commanded;
import org.seatrial.input.NearNames;
import org.seatrial.lab.LabException;

/**
 * Asks devices and waits until they have done it. What belongs to one fault is asked at one instant, each device on a
 * thread of its own; when this returns, whatever way, nothing is under way any more.
 */
final class DeviceSwitching {

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(100);

    private DeviceSwitching() {}

    /**
     * Commands every point and reads each back until it is there.
     *
     * @return from before the first command until all were accepted
     * @throws LabException naming every point that is not in the wanted state by its deadline, or that it was interrupted
     */
    static Commanded switchAll(List<ControlPoint> points, SwitchState wanted, DeviceLog log) {
        List<Commanded> done = together(points, point -> switchOne(point, wanted, log));
        return new Commanded(
                done.stream().mapToLong(Commanded::beforeNs).min().orElseThrow(),
                done.stream().mapToLong(Commanded::afterNs).max().orElseThrow());
    }

    /**
     * Reads every point. Touches nothing.
     *
     * @return for each point after how long its device takes a switching-off back by itself, if it does
     * @throws LabException naming every point that is not on: what somebody else has switched off is not ours to switch
     */
    static List<Optional<Duration>> requireOn(List<ControlPoint> points) {
        return together(
                points,
                point -> asked(point, (actuator, whole) -> {
                    SwitchState state = read(actuator, point, whole);
                    if (state != SwitchState.ON) {
                        throw new DeviceException(
                                "is " + state.text() + " before the fault; only what is on is switched off");
                    }
                    return actuator.takesBackAfter(whole.orSooner(point.replyWithin()));
                }));
    }

    /**
     * The state of one point. Touches nothing.
     *
     * @throws LabException if it does not tell
     */
    static SwitchState read(ControlPoint point) {
        return together(List.of(point), one -> asked(one, (actuator, whole) -> read(actuator, one, whole)))
                .getFirst();
    }

    /** What does not tell its state, whatever that is, one phrase each. Touches nothing. */
    static List<String> unanswered(List<ControlPoint> points) {
        return together(points, point -> {
                    try {
                        asked(point, (actuator, whole) -> read(actuator, point, whole));
                        return "";
                    } catch (DeviceException silent) {
                        return point.shown() + ": " + silent.getMessage();
                    }
                })
                .stream()
                .filter(why -> !why.isEmpty())
                .toList();
    }

    private static Commanded switchOne(ControlPoint point, SwitchState wanted, DeviceLog log)
            throws InterruptedException {
        return asked(point, (actuator, whole) -> {
            note(log, point, wanted, "", "asked");
            long before = System.nanoTime();
            String who = actuator.command(wanted, whole.orSooner(point.replyWithin()));
            long after = System.nanoTime();
            awaitState(actuator, point, wanted, whole);
            note(log, point, wanted, who, "read back");
            return new Commanded(before, after);
        });
    }

    private static void note(DeviceLog log, ControlPoint point, SwitchState wanted, String who, String became) {
        String by = who.isEmpty() ? System.getProperty("user.name", "") : who;
        try {
            log.append(new DeviceLog.Line(Instant.now().toString(), by, point.device(), point.shown(), wanted, became));
        } catch (UncheckedIOException e) {
            // Without a note nothing is broken; but a full disk must not keep anything from being switched on again.
            if (wanted == SwitchState.OFF) {
                throw e;
            }
        }
    }

    private static void awaitState(Actuator actuator, ControlPoint point, SwitchState wanted, Deadline whole)
            throws InterruptedException {
        String told = "";
        String failed = "";
        do {
            try {
                SwitchState now = read(actuator, point, whole);
                if (now == wanted) {
                    return;
                }
                told = "it reads " + now.text();
            } catch (DeviceException e) {
                // A busy device may miss a question; the deadline decides.
                failed = "its state cannot be read: " + e.getMessage();
            }
            whole.pause(BETWEEN_READINGS);
        } while (!whole.over());
        throw new DeviceException(
                "was told to switch " + wanted.text() + " and accepted, but " + (told.isEmpty() ? failed : told)
                        + " after " + point.doneWithin().toMillis() + " ms");
    }

    private static SwitchState read(Actuator actuator, ControlPoint point, Deadline whole) throws InterruptedException {
        return actuator.read(whole.orSooner(point.replyWithin()));
    }

    private static <T> T asked(ControlPoint point, Question<T> question) throws InterruptedException {
        Secrets secrets = new Secrets();
        try {
            DeviceAdapter adapter = DeviceAdapters.named(point.adapter())
                    .orElseThrow(() -> new DeviceException("there is no device adapter '" + point.adapter()
                            + "'; valid: " + NearNames.valid(point.adapter(), DeviceAdapters.names())));
            Deadline whole = Deadline.in(point.doneWithin());
            try (DeviceLocks.Held _ = DeviceLocks.acquire(point, whole)) {
                return question.ask(adapter.connect(point.settings(), point.target(), secrets), whole);
            }
        } catch (RuntimeException e) {
            throw secrets.redacted(e);
        }
    }

    private static <T> List<T> together(List<ControlPoint> points, Work<T> work) {
        List<T> results = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        boolean interrupted = false;
        // Closing waits for the threads; all of them end by their deadlines, or at once if this thread is interrupted.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = points.stream()
                    .map(point -> threads.submit(() -> work.on(point)))
                    .toList();
            for (int i = 0; i < running.size(); i++) {
                try {
                    results.add(running.get(i).get());
                } catch (ExecutionException e) {
                    failures.add(points.get(i).shown() + " (" + points.get(i).adapter() + "): "
                            + String.valueOf(
                                    e.getCause() == null ? e : e.getCause().getMessage()));
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.shutdownNow();
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + points.getFirst().shown() + " was being switched");
        }
        if (!failures.isEmpty()) {
            throw new LabException(String.join("; ", failures));
        }
        return results;
    }

    /** What is done to one point. */
    private interface Work<T> {
        T on(ControlPoint point) throws InterruptedException;
    }

    /** What is asked of a device that is held. */
    private interface Question<T> {
        T ask(Actuator actuator, Deadline whole) throws InterruptedException;
    }
}
