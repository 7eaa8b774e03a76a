package org.seatrial.engine.stamp;

/**
 * Who was answered, and what the reflector's own sequence numbers tell about the rest. Works on a fixed amount of memory; for
 * one thread.
 *
 * <p>A stateful reflector numbers its replies, so a gap in its numbers is a reply that was lost on the way back, and what is
 * unanswered without a gap never came to it. A stateless one copies the sender's number and tells nothing. To tell the two
 * apart, the session opens with packets of an earlier numbering: a reflector that numbers by itself is ahead by these.
 */
final class SequenceAccount {

    /** Replies to packets that were duplicated on the way take numbers too. */
    private static final int SPARE = 4096;

    private final int count;
    private final long[] sent;
    private final long[] answered;
    private final long[] numbers;
    private int origin;
    private boolean originKnown;
    private boolean started;
    private long transmitted;
    private long answers;
    private long distinctNumbers;
    private int highest = -1;
    private int lowest = Integer.MAX_VALUE;
    private int highestNumber = Integer.MIN_VALUE;
    private int lowestNumber = Integer.MAX_VALUE;
    private int mostAhead = Integer.MIN_VALUE;
    private boolean copied = true;
    private boolean contradictory;
    private long duplicates;
    private long reordered;

    SequenceAccount(int count) {
        this.count = count;
        sent = bits(count);
        answered = bits(count);
        numbers = bits(count + 2 * SPARE);
    }

    /** Says what number the reflector will give to its first reply, as its replies to the opening packets suggest. */
    void expectFirstNumber(int number) {
        origin = number;
        originKnown = true;
    }

    void sent(int sequence) {
        set(sent, sequence);
        transmitted++;
    }

    boolean wasSent(int sequence) {
        return sequence >= 0 && sequence < count && get(sent, sequence);
    }

    /**
     * Takes a reply.
     *
     * @param sequence of the packet it answers, which was sent
     * @param number the reflector's own
     * @return false if the packet had been answered before
     */
    boolean answer(int sequence, int number) {
        if (!originKnown && !started) {
            origin = number - sequence;
        }
        started = true;
        copied &= number == sequence;
        boolean fresh = !get(answered, sequence);
        boolean freshNumber = number(sequence, number);
        if (!fresh) {
            duplicates++;
            return false;
        }
        contradictory |= !freshNumber;
        set(answered, sequence);
        answers++;
        if (sequence < highest) {
            reordered++;
        }
        highest = Math.max(highest, sequence);
        lowest = Math.min(lowest, sequence);
        return true;
    }

    private boolean number(int sequence, int number) {
        int relative = number - origin;
        int index = relative + SPARE;
        if (index < 0 || index >= count + 2 * SPARE) {
            contradictory = true;
            return true;
        }
        highestNumber = Math.max(highestNumber, relative);
        lowestNumber = Math.min(lowestNumber, relative);
        mostAhead = Math.max(mostAhead, relative - sequence);
        if (get(numbers, index)) {
            return false;
        }
        set(numbers, index);
        distinctNumbers++;
        return true;
    }

    long transmitted() {
        return transmitted;
    }

    long answers() {
        return answers;
    }

    long lost() {
        return transmitted - answers;
    }

    long duplicates() {
        return duplicates;
    }

    /** Replies that came after one to a later packet (RFC 4737). */
    long reordered() {
        return reordered;
    }

    boolean allAnswered() {
        return answers == transmitted;
    }

    /** Whether the reflector was seen to number its replies by itself. */
    boolean ownNumbers() {
        return started && !copied;
    }

    PathLoss loss() {
        if (answers == 0) {
            return PathLoss.not("nothing was answered");
        }
        if (lost() == 0) {
            return PathLoss.of(0, 0, 0);
        }
        if (copied) {
            return PathLoss.not("the reflector's sequence numbers are the sender's, so they tell no direction");
        }
        if (contradictory) {
            return PathLoss.not("the reflector's sequence numbers contradict each other");
        }
        // The expected first number holds only if some reply shows that nothing had been lost before it.
        boolean fromStart = originKnown && mostAhead == 0;
        long undirected = unanswered(highest + 1, count) + (fromStart ? 0 : unanswered(0, lowest));
        long directed = lost() - undirected;
        long gaps = highestNumber - (fromStart ? 0L : lowestNumber) + 1 - distinctNumbers;
        // A reply to a duplicate that was lost is a gap too, but nobody misses it.
        long backward = Math.clamp(gaps, 0, directed);
        return PathLoss.of(directed - backward, backward, undirected);
    }

    private long unanswered(int from, int until) {
        long found = 0;
        for (int i = from; i < until; i++) {
            if (get(sent, i) && !get(answered, i)) {
                found++;
            }
        }
        return found;
    }

    private static long[] bits(int count) {
        return new long[(count >>> 6) + 1];
    }

    private static boolean get(long[] bits, int index) {
        return (bits[index >>> 6] & (1L << index)) != 0;
    }

    private static void set(long[] bits, int index) {
        bits[index >>> 6] |= 1L << index;
    }
}
