package org.seatrial.generators.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.traffic.Answer;

/**
 * Makes requests when they are due and takes answers when they arrive, on the thread that runs it. Instants are read on
 * that thread: what keeps it from running is in the latency, and never shortens it.
 */
final class ClientLoop {

    /** More sockets than this at once are not opened: the ones that are open are what stalls. */
    private static final int MOST_UNDER_WAY = 4000;

    /** The kernel's wait ends within a millisecond; what is left is slept in short steps. */
    private static final long NEAR_NS = 1_500_000;

    private static final long STEP_NS = 50_000;
    private static final long IDLE_NS = 100_000_000;

    private final Schedule schedule;
    private final DialogueOpener opener;
    private final long patienceNs;
    private final ExchangeTable table;
    private final Selector selector;
    private final Set<UnderWay> underWay = new HashSet<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final AtomicLong notAsked = new AtomicLong();
    private volatile long startNs = Long.MAX_VALUE;
    private volatile long endNs = Long.MAX_VALUE;
    private long next;
    private boolean hurried;

    ClientLoop(Schedule schedule, DialogueOpener opener, Duration patience, ExchangeTable table) {
        this.schedule = schedule;
        this.opener = opener;
        this.patienceNs = patience.toNanos();
        this.table = table;
        try {
            this.selector = Selector.open();
        } catch (IOException refused) {
            throw new UncheckedIOException("clients cannot wait for their answers", refused);
        }
    }

    /** An exchange that is not over. */
    private static final class UnderWay {
        private final long index;
        private final Dialogue dialogue;
        private final SelectionKey key;
        private long giveUpNs;
        private long armedNs = Dialogue.NEVER;
        private boolean over;

        UnderWay(long index, Dialogue dialogue, SelectionKey key, long giveUpNs) {
            this.index = index;
            this.dialogue = dialogue;
            this.key = key;
            this.giveUpNs = giveUpNs;
        }

        long timerNs() {
            return Math.min(giveUpNs, dialogue.dueNs());
        }
    }

    /** Says when to look at an exchange again; one that has moved its time meanwhile is looked at in vain. */
    private record Timer(long atNs, UnderWay of) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(atNs, other.atNs);
        }
    }

    /** To be called once, from any thread. */
    void start(long fromNs, long untilNs) {
        endNs = Math.min(endNs, untilNs);
        startNs = fromNs;
        selector.wakeup();
    }

    /** Nothing that is due from now on is asked. */
    void stop(long nowNs) {
        endNs = Math.min(endNs, nowNs);
        selector.wakeup();
    }

    long startNs() {
        return startNs;
    }

    /** No exchange is due from here on. */
    long endNs() {
        return endNs;
    }

    long notAsked() {
        return notAsked.get();
    }

    /** Until everything that was due is over, and {@link #stop} was called or the time has passed. */
    void run() {
        try (selector) {
            while (System.nanoTime() < endNs || nextDueNs() < endNs || !underWay.isEmpty()) {
                long now = System.nanoTime();
                ask(now);
                if (now >= endNs && !hurried) {
                    hurry(now);
                }
                passTime();
                await();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("clients cannot wait for their answers", failed);
        } finally {
            underWay.forEach(one -> one.dialogue.close());
        }
    }

    private long nextDueNs() {
        long from = startNs;
        return from == Long.MAX_VALUE ? Long.MAX_VALUE : from + schedule.offsetNs(next);
    }

    private void ask(long nowNs) {
        for (long due = nextDueNs(); due <= nowNs && due < endNs; due = nextDueNs()) {
            begin(next++);
        }
    }

    private void begin(long index) {
        long now = System.nanoTime();
        if (underWay.size() >= MOST_UNDER_WAY) {
            notAsked.incrementAndGet();
            table.over(index, Answer.UNASKED, 0);
            return;
        }
        try {
            table.started(index, now);
            Dialogue dialogue = opener.open(schedule.stream(index), schedule.sequence(index), now);
            SelectionKey key = dialogue.channel().register(selector, dialogue.interest());
            UnderWay one = new UnderWay(index, dialogue, key, now + patienceNs);
            key.attach(one);
            underWay.add(one);
            arm(one);
        } catch (NotAskedException noneLeft) {
            notAsked.incrementAndGet();
            table.started(index, 0);
            table.over(index, Answer.UNASKED, 0);
        } catch (IOException refused) {
            table.over(index, Answer.BAD, System.nanoTime());
        }
    }

    private void arm(UnderWay one) {
        long atNs = one.timerNs();
        if (atNs != one.armedNs) {
            one.armedNs = atNs;
            timers.add(new Timer(atNs, one));
        }
    }

    private void hurry(long nowNs) throws IOException {
        hurried = true;
        for (UnderWay one : List.copyOf(underWay)) {
            one.dialogue.hurry(nowNs);
            arm(one);
        }
    }

    private void passTime() {
        long now = System.nanoTime();
        for (Timer first = timers.peek(); first != null && first.atNs() <= now; first = timers.peek()) {
            timers.remove();
            UnderWay one = first.of();
            if (one.over || one.armedNs != first.atNs()) {
                continue;
            }
            one.armedNs = Dialogue.NEVER;
            if (one.dialogue.dueNs() <= now) {
                goOn(one, true, now);
            }
            if (!one.over && one.giveUpNs <= now) {
                // A call that was set up and cannot be cleared was dropped; one that was not set up had no answer.
                boolean dropped = one.dialogue.answeredNs() != 0;
                end(one, dropped ? Answer.BAD : Answer.NONE, dropped ? now : 0);
            }
            if (!one.over) {
                arm(one);
            }
        }
    }

    private void await() throws IOException {
        long now = System.nanoTime();
        long wake = Math.min(nextDueNs() < endNs ? nextDueNs() : endNs, now + IDLE_NS);
        Timer first = timers.peek();
        if (first != null) {
            wake = Math.min(wake, first.atNs());
        }
        long left = wake - now;
        if (left > NEAR_NS) {
            selector.select(Math.max(1, (left - NEAR_NS) / 1_000_000));
        } else if (selector.selectNow() == 0 && left > 0) {
            LockSupport.parkNanos(Math.min(left, STEP_NS));
        }
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            if (key.isValid() && key.attachment() instanceof UnderWay one && !one.over) {
                goOn(one, false, System.nanoTime());
            }
        }
    }

    private void goOn(UnderWay one, boolean byClock, long nowNs) {
        try {
            boolean wasAnswered = one.dialogue.answeredNs() != 0;
            Optional<Answer> answer = byClock ? one.dialogue.due(nowNs) : one.dialogue.ready(nowNs);
            if (!wasAnswered && one.dialogue.answeredNs() != 0) {
                table.setUp(one.index, one.dialogue.answeredNs());
                one.giveUpNs = one.dialogue.answeredNs() + one.dialogue.heldNs() + patienceNs;
            }
            if (answer.isPresent()) {
                end(one, answer.get(), nowNs);
                return;
            }
            if (one.key.interestOps() != one.dialogue.interest()) {
                one.key.interestOps(one.dialogue.interest());
            }
            arm(one);
        } catch (IOException refused) {
            end(one, Answer.BAD, nowNs);
        }
    }

    private void end(UnderWay one, Answer answer, long completedNs) {
        one.over = true;
        underWay.remove(one);
        table.over(one.index, answer, completedNs);
        one.dialogue.close();
    }
}
