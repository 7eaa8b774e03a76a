package org.seatrial.recording;

/**
 * {@code run.json}: how the run as a whole went. Written when the run ends; a folder without it is a run that died.
 *
 * @param startedAt wall clock, ISO 8601 UTC
 * @param finishedAt wall clock, ISO 8601 UTC
 * @param interrupted whether it stopped before its plan was done
 * @param reason why it was interrupted; empty if it was not
 */
public record RunRecord(String startedAt, String finishedAt, boolean interrupted, String reason) {}
