package org.seatrial.engine.sys;

/** Whether this machine's kernel can delay the frames of a lab's links by itself. */
public sealed interface NetemSupport {

    /** It can, and timers fire when they are due. */
    record Present() implements NetemSupport {}

    /** @param reason for people */
    record Absent(String reason) implements NetemSupport {}

    /** Tried out once in a process, when it is first asked for. */
    static NetemSupport ofThisKernel() {
        return Known.RESULT;
    }

    /** Holds the result from the first question on. */
    final class Known {

        private static final NetemSupport RESULT = NetemTrial.run();

        private Known() {}
    }
}
