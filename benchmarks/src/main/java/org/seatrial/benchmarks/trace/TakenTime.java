package org.seatrial.benchmarks.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seatrial.benchmarks.trace.KernelTrace.Event;

/**
 * The spans in which one thread did not run although it wanted to, each with what ran instead, and how long it took to wake
 * where it had slept by its own will.
 */
public final class TakenTime {

    /** What a sending thread's own packets cost: the far end of a veth pair is served where they were sent. */
    private static final String OWN_DELIVERY = "NET_RX";

    private final String thread;
    private final List<Span> spans = new ArrayList<>();
    private final List<Waking> wakings = new ArrayList<>();
    private final Map<Integer, Deque<Event>> interrupts = new HashMap<>();
    private int processor = -1;
    private long switchedOffNs;
    private boolean slept;
    private String instead = "";
    private long requestedNs;
    private long wakingNs;
    private int asked;

    /** Processor time that the thread did not get. */
    public record Span(long fromNs, long untilNs, String cause) {

        private long overlap(long from, long until) {
            return Math.max(0, Math.min(until, untilNs) - Math.max(from, fromNs));
        }
    }

    /** A sleep's end: when it was asked for, when the timer's interrupt woke the thread, and when it ran. */
    public record Waking(long requestedNs, long interruptNs, long runningNs) {}

    /** @param thread its name */
    public TakenTime(String thread, List<Event> events) {
        this.thread = thread;
        events.forEach(this::add);
        spans.sort(Comparator.comparingLong(Span::fromNs));
    }

    /** In the order in which they began. */
    public List<Span> spans() {
        return spans;
    }

    public List<Waking> wakings() {
        return wakings;
    }

    /**
     * What the kernel did in a time; empty if nothing. To be asked in the order of time.
     *
     * @param fromNs monotonic
     * @param untilNs monotonic
     */
    public Map<String, Long> within(long fromNs, long untilNs) {
        while (asked < spans.size() && spans.get(asked).untilNs() < fromNs) {
            asked++;
        }
        Map<String, Long> nsByCause = new TreeMap<>();
        for (int i = asked; i < spans.size() && spans.get(i).fromNs() < untilNs; i++) {
            nsByCause.merge(spans.get(i).cause(), spans.get(i).overlap(fromNs, untilNs), Long::sum);
        }
        return nsByCause;
    }

    private void add(Event event) {
        switch (event.name()) {
            case "sched_switch" -> switched(event);
            case "sched_waking" -> {
                if (event.field("comm").equals(thread)) {
                    wakingNs = event.ns();
                }
            }
            case "hrtimer_start" -> {
                if (event.task().equals(thread) && event.field("function").equals("hrtimer_wakeup")) {
                    requestedNs = Long.parseLong(event.field("softexpires"));
                }
            }
            default -> interrupted(event);
        }
    }

    private void switched(Event event) {
        if (event.field("prev_comm").equals(thread)) {
            switchedOffNs = event.ns();
            slept = !event.field("prev_state").startsWith("R");
            instead = event.field("next_comm");
            wakingNs = 0;
            interrupts.clear();
            processor = -1;
        } else if (event.field("next_comm").equals(thread)) {
            processor = event.processor();
            if (switchedOffNs == 0) {
                return;
            }
            if (!slept) {
                spans.add(new Span(switchedOffNs, event.ns(), "thread " + instead));
            } else if (requestedNs != 0 && wakingNs != 0) {
                wakings.add(new Waking(requestedNs, wakingNs, event.ns()));
                spans.add(new Span(requestedNs, event.ns(), "woken late"));
            }
        }
    }

    /** Interrupts and what follows them, one within the other: the outermost counts. */
    private void interrupted(Event event) {
        if (event.processor() != processor) {
            return;
        }
        boolean entry = event.name().endsWith("_entry");
        if (!entry && !event.name().endsWith("_exit")) {
            return;
        }
        Deque<Event> open = interrupts.computeIfAbsent(processor, _ -> new ArrayDeque<>());
        if (entry) {
            open.push(event);
        } else if (!open.isEmpty()) {
            Event begun = open.pop();
            if (open.isEmpty() && !action(event).equals(OWN_DELIVERY)) {
                spans.add(new Span(begun.ns(), event.ns(), cause(begun)));
            }
        }
    }

    private static String action(Event event) {
        return event.field("action").replace("]", "");
    }

    private static String cause(Event begun) {
        return begun.name().startsWith("softirq")
                ? "softirq " + action(begun)
                : "interrupt " + begun.name().replace("_entry", "");
    }
}
