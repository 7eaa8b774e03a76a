package org.seatrial.recording;

/**
 * What a virtual machine said in one good answer of its service.
 *
 * @param stream of the exchange that it answered
 * @param sequence of that exchange
 * @param node where it said that it runs; empty if it did not say
 * @param bootId of its kernel, another after every start; empty if it did not say
 * @param record the first line of text of its disk, or that there is none or that it cannot be read; empty if it did
 *     not say
 */
public record GuestAnswer(int stream, long sequence, String node, String bootId, String record) {}
