package org.seatrial.recording;

import java.util.List;
import java.util.Map;

/**
 * What a trial measured of one flow.
 *
 * @param streams all streams, both directions
 * @param intervalNs between two packets of a stream
 * @param counts over the whole trial
 * @param receiverDrops packets that arrived and were dropped by the instrument itself; they are among those that
 *     {@code counts} has as lost, and nobody knows which
 * @param phaseCounts by phase ({@link Phase#text()})
 * @param latenessP99Ns 99th percentile of actual minus intended send instant
 * @param latenessMaxNs largest lateness
 * @param exposedStreams streams seen crossing the faulted element before the fault; -1 where there was no fault
 * @param hitStreams streams with an outage in the fault phase
 * @param files evidence files
 */
public record FlowRecord(
        String flow,
        int streams,
        double intervalNs,
        FlowCounts counts,
        long receiverDrops,
        Map<String, FlowCounts> phaseCounts,
        long latenessP99Ns,
        long latenessMaxNs,
        int exposedStreams,
        int hitStreams,
        List<EvidenceFile> files) {

    public FlowRecord {
        files = List.copyOf(files);
    }
}
