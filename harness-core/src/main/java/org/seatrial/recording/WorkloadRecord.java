package org.seatrial.recording;

import java.util.List;
import org.seatrial.traffic.Workload;

/**
 * What a trial measured of one workload.
 *
 * @param workload what was asked for
 * @param due exchanges by the schedule
 * @param asked of these, handed to the network
 * @param good answered as they should be
 * @param exposed whether exchanges were seen at the faulted element before the fault, counted at the element itself
 * @param files evidence files
 */
public record WorkloadRecord(
        Workload workload, long due, long asked, long good, boolean exposed, List<EvidenceFile> files) {

    public WorkloadRecord {
        files = List.copyOf(files);
    }
}
