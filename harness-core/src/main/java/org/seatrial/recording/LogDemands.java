package org.seatrial.recording;

/** What one kind of histogram log must hold beyond the format. Asked from several threads. */
interface LogDemands {

    /** Any log in the format, by whatever program. */
    LogDemands NONE = new LogDemands() {
        @Override
        public String beginning() {
            return "";
        }

        @Override
        public void comment(String line) {}

        @Override
        public void interval(String tag, long maximum, long largest, long samples) {}
    };

    /** How the log must begin. */
    String beginning();

    /** A line that begins with {@code #}. */
    void comment(String line) throws BadLineException;

    /**
     * A line with a histogram.
     *
     * @param maximum the maximum that the line states, in billionths of its unit, which the log does not tell
     * @param largest the largest value in the histogram
     * @param samples how many it has
     */
    void interval(String tag, long maximum, long largest, long samples) throws BadLineException;
}
