package org.seatrial.engine.sys;

/** The error numbers that callers tell apart; generic Linux numbering. */
public final class Errno {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETDOWN = 100;
    public static final int ENETUNREACH = 101;
    public static final int ENOBUFS = 105;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTUNREACH = 113;

    private Errno() {}

    static String describe(int errno) {
        return switch (errno) {
            case EPERM -> "not permitted (EPERM): root or CAP_NET_ADMIN and CAP_SYS_ADMIN are needed";
            case ENOENT -> "no such file (ENOENT)";
            case EACCES -> "permission denied (EACCES)";
            case ENODEV -> "no such interface (ENODEV)";
            case EINVAL -> "invalid argument (EINVAL)";
            case EADDRINUSE -> "address in use (EADDRINUSE)";
            case EADDRNOTAVAIL -> "address not on this host (EADDRNOTAVAIL)";
            case ENETDOWN -> "network is down (ENETDOWN)";
            case ENETUNREACH -> "network unreachable (ENETUNREACH)";
            case ENOBUFS -> "no buffer space (ENOBUFS)";
            case EHOSTUNREACH -> "host unreachable (EHOSTUNREACH)";
            default -> "errno " + errno;
        };
    }
}
