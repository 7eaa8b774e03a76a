package org.seatrial.engine.wire;

/** Where the frames of a strand leave. */
interface Exit {

    /** What became of a frame that was handed over. */
    enum Result {
        TAKEN,
        /** There was no carrier. */
        DARK,
        /** The kernel did not take it though there was carrier. */
        REFUSED
    }

    /**
     * Hands a frame over.
     *
     * @param address of the virtio header in front of the frame
     * @param length octets of both
     */
    Result send(long address, int length);
}
