package org.seatrial.fault;

/**
 * Every kind of fault there is, with what one line can say about it: lists, the coverage matrix and the documents' test
 * are made from it.
 */
public enum FaultKind {
    CABLE_PULL(
            Fault.CABLE_PULL,
            Element.LINK,
            Demand.CUTTABLE,
            "the carrier is lost at both ends, the near or the far end, or behind one strand"),
    SILENT_CUT(
            Fault.SILENT_CUT,
            Element.LINK,
            Demand.CUTTABLE,
            "no frame passes, both ways or one way; the carrier stays"),
    SHUTDOWN(
            Fault.SHUTDOWN,
            Element.LINK,
            Demand.NOTHING,
            "an interface is shut down administratively; its neighbour loses the carrier"),
    IMPAIRMENT(
            Fault.IMPAIRMENT,
            Element.LINK,
            Demand.SHAPEABLE,
            "frames are delayed, lost, corrupted, duplicated, reordered or slowed down, both ways or one way"),
    MTU_MISMATCH(
            Fault.MTU_MISMATCH, Element.LINK, Demand.NOTHING, "one end takes and sends shorter packets than the other"),
    FLAP(Fault.FLAP, Element.LINK, Demand.CUTTABLE, "the carrier goes and comes back a number of times"),
    POWER_OFF(
            Fault.POWER_OFF, Element.NODE, Demand.NOTHING, "its processes are gone and its cables dark at one instant"),
    REBOOT(Fault.REBOOT, Element.NODE, Demand.NOTHING, "power is lost and comes back after a time"),
    CRASH(Fault.CRASH, Element.NODE, Demand.NOTHING, "one daemon is killed (SIGKILL), the node forwards on"),
    HANG(Fault.HANG, Element.NODE, Demand.NOTHING, "one daemon stands still (SIGSTOP), the node forwards on"),
    SLOW_DISK(
            Fault.SLOW_DISK,
            Element.NODE,
            Demand.NOTHING,
            "one of its disks does only so many operations a second, without an error"),
    FEED_LOSS(
            Fault.FEED_LOSS,
            Element.FEED,
            Demand.NOTHING,
            "every node that has no other power feed loses power at one instant"),
    SITE_LOSS(Fault.SITE_LOSS, Element.SITE, Demand.NOTHING, "every node of the site loses power at one instant"),
    TRAFFIC_ANOMALY(
            Fault.TRAFFIC_ANOMALY,
            Element.NODE,
            Demand.NOTHING,
            "a station sends it a storm, bursts, frames of a wrong size, or another's address");

    /** What a fault strikes. */
    public enum Element {
        LINK("link"),
        NODE("node"),
        FEED("feed"),
        SITE("site");

        private final String text;

        Element(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What the lab must lay below a link so that it can be struck. */
    public enum Demand {
        NOTHING,
        /** Frames can be stopped by the clock. */
        CUTTABLE,
        /** What happens to frames can be changed while they flow, and is counted. */
        SHAPEABLE
    }

    private final String text;
    private final Element element;
    private final Demand demand;
    private final String meaning;

    FaultKind(String text, Element element, Demand demand, String meaning) {
        this.text = text;
        this.element = element;
        this.demand = demand;
        this.meaning = meaning;
    }

    /** The name in suite files and reports. */
    public String text() {
        return text;
    }

    public Element element() {
        return element;
    }

    public Demand demand() {
        return demand;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }
}
