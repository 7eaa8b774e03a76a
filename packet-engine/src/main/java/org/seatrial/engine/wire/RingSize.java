package org.seatrial.engine.wire;

/**
 * Slots of a receive ring: enough for what is on its way, what waits for the line, and what arrives while the thread does not
 * run. Kernel memory, so a lab of many wires takes less for each.
 *
 * @param slots in whole blocks of 64 KiB
 * @param slotBytes a power of two that holds the largest frame and the kernel's header
 */
record RingSize(int slots, int slotBytes) {

    private static final int BLOCK_BYTES = 64 * 1024;
    private static final long FEWEST = 256;
    private static final long MOST = 32_768;

    /** For stalls: 10 ms at 100 000 frames a second. */
    private static final long SPARE = 1024;

    /** More frames than this no strand carries in a second, whatever is asked of it. */
    private static final double FRAMES_A_NS = 400_000 / 1e9;

    private static final int SHORTEST_LINE_BYTES = 84;
    private static final double MOST_QUEUED = 4096;
    private static final long BUDGET_BYTES = 512L << 20;

    /** The kernel's header and address, the virtio header, the Ethernet header with two tags, alignment. */
    private static final int OVERHEAD_BYTES = 52 + 10 + 22 + 16;

    /**
     * The ring of one interface.
     *
     * @param character what is done at first to the frames that arrive there
     * @param mtu of the interface
     * @param rings how many rings share the machine's memory
     */
    static RingSize of(StrandCharacter character, int mtu, int rings) {
        int slotBytes = 2048;
        while (slotBytes < BLOCK_BYTES && slotBytes < mtu + OVERHEAD_BYTES) {
            slotBytes *= 2;
        }
        double onTheWay = (character.delayNs() + character.jitterNs()) * FRAMES_A_NS;
        double queued = character.rateBitsPerSecond() > 0
                ? Math.min(MOST_QUEUED, (double) character.queueBytes() / SHORTEST_LINE_BYTES)
                : 0;
        long wanted = Math.min(MOST, SPARE + (long) (onTheWay + queued));
        long affordable = Math.max(FEWEST, BUDGET_BYTES / slotBytes / Math.max(1, rings));
        int aBlock = BLOCK_BYTES / slotBytes;
        long slots = Math.min(wanted, affordable);
        return new RingSize((int) ((slots + aBlock - 1) / aBlock) * aBlock, slotBytes);
    }
}
