package org.seatrial.engine.flow;

/**
 * A stream and the connected socket it leaves by.
 *
 * @param fd UDP socket inside the sender's namespace
 */
public record StreamSocket(int fd, StreamLog log) {}
