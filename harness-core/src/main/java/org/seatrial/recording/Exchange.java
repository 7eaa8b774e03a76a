package org.seatrial.recording;

import org.seatrial.traffic.Answer;

/**
 * A request and its answer. All instants are monotonic nanoseconds.
 *
 * @param sequence from 0, without gaps within a stream
 * @param intendedNs when it should have been asked
 * @param startedNs when it was asked; 0 if it never was
 * @param completedNs when the answer, good or bad, was complete; 0 if there was none
 */
public record Exchange(int stream, long sequence, long intendedNs, long startedNs, long completedNs, Answer answer) {

    public boolean good() {
        return answer == Answer.GOOD;
    }
}
