package org.seatrial.generators.storage;

import java.util.Arrays;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.WorkloadSession.Progress;

/** What became of the writes of one writer. */
final class WriteLog {

    private static final int LEAST = 1024;

    private final int stream;
    private final double intervalNs;
    private final double offsetNs;
    private long startNs = Long.MAX_VALUE;
    private long[] started = new long[LEAST];
    private long[] completed = new long[LEAST];
    private Answer[] answers = new Answer[LEAST];
    private int due;
    private int oldestOpen;

    WriteLog(int stream, double intervalNs, double offsetNs) {
        this.stream = stream;
        this.intervalNs = intervalNs;
        this.offsetNs = offsetNs;
        Arrays.fill(answers, Answer.UNASKED);
    }

    void start(long atNs) {
        startNs = atNs;
    }

    /** When a write is due. */
    long dueNs(long sequence) {
        return startNs == Long.MAX_VALUE ? Long.MAX_VALUE : startNs + Math.round(offsetNs + sequence * intervalNs);
    }

    /** When the next write is due. */
    long nextNs() {
        return dueNs(due);
    }

    /** Writes due so far. */
    int due() {
        return due;
    }

    /** The oldest write that is neither answered nor given up; as many as are due if there is none. */
    int oldestOpen() {
        return oldestOpen;
    }

    void oneMore() {
        if (due == started.length) {
            started = Arrays.copyOf(started, 2 * due);
            completed = Arrays.copyOf(completed, 2 * due);
            answers = Arrays.copyOf(answers, 2 * due);
            Arrays.fill(answers, due, 2 * due, Answer.UNASKED);
        }
        due++;
    }

    boolean open(int sequence) {
        return answers[sequence] == Answer.UNASKED;
    }

    /** A write is asked for the first time; without effect the next times. */
    void asked(int sequence, long atNs) {
        if (started[sequence] == 0) {
            started[sequence] = atNs;
        }
    }

    /** An answer has come; one that was given up before stays so. */
    void answered(int sequence, boolean well, long atNs) {
        if (sequence < due && open(sequence)) {
            completed[sequence] = atNs;
            close(sequence, well ? Answer.GOOD : Answer.BAD);
        }
    }

    void givenUp(int sequence) {
        close(sequence, Answer.NONE);
    }

    private void close(int sequence, Answer answer) {
        answers[sequence] = answer;
        while (oldestOpen < due && !open(oldestOpen)) {
            oldestOpen++;
        }
    }

    Progress progress(long fromNs, long untilNs) {
        long good = 0;
        long bad = 0;
        long outstanding = 0;
        for (int sequence = 0; sequence < due; sequence++) {
            long at = dueNs(sequence);
            if (at >= fromNs && at < untilNs) {
                switch (answers[sequence]) {
                    case GOOD -> good++;
                    case BAD, NONE -> bad++;
                    case UNASKED -> outstanding++;
                }
            }
        }
        return new Progress(good, bad, outstanding);
    }

    /** The newest write acknowledged of a block by an instant; {@link CopiedBlock#NONE} if none was. */
    long acknowledged(long blockOfStream, long blocks, long byNs) {
        long newest = CopiedBlock.NONE;
        for (long sequence = blockOfStream; sequence < due; sequence += blocks) {
            int index = (int) sequence;
            if (answers[index] == Answer.GOOD && completed[index] <= byNs) {
                newest = sequence;
            }
        }
        return newest;
    }

    void replay(ExchangeSink sink) {
        for (int sequence = 0; sequence < due; sequence++) {
            Answer answer = answers[sequence];
            if (answer == Answer.UNASKED && started[sequence] != 0) {
                answer = Answer.NONE;
            }
            sink.exchange(stream, sequence, dueNs(sequence), started[sequence], completed[sequence], answer);
        }
    }
}
