package org.seatrial.recording;

/**
 * A file of raw evidence.
 *
 * @param path relative to the folder of the record that lists it, with {@code /}
 * @param sha256 lower-case hex
 * @param size bytes
 * @param records intervals of a histogram log or lines of a list, because a deleted line leaves no trace in the file
 * @param total samples in a histogram log, or missing packets in an outage list
 */
public record EvidenceFile(String path, String sha256, long size, long records, long total) {}
