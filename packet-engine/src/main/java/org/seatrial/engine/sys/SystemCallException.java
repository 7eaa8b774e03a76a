package org.seatrial.engine.sys;

/** A system call failed. */
public final class SystemCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    public SystemCallException(String call, int errno) {
        super(call + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }
}
