package org.seatrial.engine.stamp;

/**
 * A stateful reflector's sessions: a sender's address, port and session identifier, and how many replies it was sent. Open
 * addressing on primitives, of a fixed size: whoever invents sessions fills the table, but takes no memory and harms no
 * session that is in it. For one thread.
 */
final class SessionTable {

    /** A session that was silent this long is forgotten (RFC 5357 REFWAIT). */
    static final long IDLE_NS = 900_000_000_000L;

    private static final int SLOTS = 1 << 15;
    private static final int MOST = SLOTS / 2;
    private static final long SWEEP_NS = 10_000_000_000L;

    private long[] high = new long[SLOTS];
    private long[] low = new long[SLOTS];
    /** Port, identifier, and a bit that says that the slot is taken. */
    private long[] rest = new long[SLOTS];

    private long[] seenNs = new long[SLOTS];
    private int[] next = new int[SLOTS];
    private int size;
    private long sweptNs;
    private boolean swept;

    /**
     * The slot of a session, made if it is new.
     *
     * @return -1 if there is no room for another session
     */
    int slot(long addressHigh, long addressLow, int port, int ssid, long nowNs) {
        long key = (1L << 32) | ((long) port << 16) | ssid;
        int slot = find(addressHigh, addressLow, key);
        if (rest[slot] == 0) {
            if (size == MOST && !sweep(nowNs)) {
                return -1;
            }
            slot = find(addressHigh, addressLow, key);
            high[slot] = addressHigh;
            low[slot] = addressLow;
            rest[slot] = key;
            next[slot] = 0;
            size++;
        }
        seenNs[slot] = nowNs;
        return slot;
    }

    /** The sequence number of the next reply, which is now taken. */
    int takeSequence(int slot) {
        return next[slot]++;
    }

    int size() {
        return size;
    }

    private int find(long addressHigh, long addressLow, long key) {
        long mixed = (addressHigh * 31 + addressLow) * 0x9e37_79b9_7f4a_7c15L + key * 0xc2b2_ae3d_27d4_eb4fL;
        int slot = (int) (((mixed ^ (mixed >>> 29)) * 0xbf58_476d_1ce4_e5b9L) >>> 40) & (SLOTS - 1);
        while (rest[slot] != 0 && (rest[slot] != key || high[slot] != addressHigh || low[slot] != addressLow)) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    /** Forgets idle sessions, but not for every packet of a flood. */
    private boolean sweep(long nowNs) {
        if (swept && nowNs - sweptNs < SWEEP_NS) {
            return false;
        }
        swept = true;
        sweptNs = nowNs;
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldRest = rest;
        long[] oldSeen = seenNs;
        int[] oldNext = next;
        high = new long[SLOTS];
        low = new long[SLOTS];
        rest = new long[SLOTS];
        seenNs = new long[SLOTS];
        next = new int[SLOTS];
        size = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (oldRest[i] != 0 && nowNs - oldSeen[i] < IDLE_NS) {
                int slot = find(oldHigh[i], oldLow[i], oldRest[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                rest[slot] = oldRest[i];
                seenNs[slot] = oldSeen[i];
                next[slot] = oldNext[i];
                size++;
            }
        }
        return size < MOST;
    }
}
