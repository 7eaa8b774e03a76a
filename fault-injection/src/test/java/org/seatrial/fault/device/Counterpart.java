package org.seatrial.fault.device;

/** A device for a test, with one thing to switch, that can be made to misbehave. */
interface Counterpart extends AutoCloseable {

    /** How it answers from now on. */
    enum Manner {
        HONEST,
        /** Accepts what it is told and does not do it. */
        LYING,
        /** Is there, and does not answer. */
        HANGING,
        /** Does not do what it is told, and says back whatever it was told. */
        REFUSING
    }

    /** What an inventory says of it, between the braces of a YAML map. */
    String device();

    /** What an inventory says of the thing that it switches, between braces, without the device's name. */
    String target();

    /** Whether the thing is really on; not asked through the adapter. */
    boolean on();

    /** Switches it, as somebody else would. */
    void set(boolean on);

    void behave(Manner manner);

    /** Is gone from the network, or from the disk. */
    void vanish();

    @Override
    void close();
}
