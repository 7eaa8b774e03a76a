package org.seatrial.replica.guest;

import java.util.List;
import java.util.stream.Collectors;

/** What runs in a guest before and behind the command. */
final class GuestScripts {

    /** Names by which the guest mounts what the host shares. */
    static final String HOST = "host";

    static final String RESULT = "result";

    /** The kernel calls this with the name of a module that it misses. */
    static final String MODPROBE = """
        #!/bin/busybox sh
        for name; do :; done
        name=${name#rtnl-link-}
        order=/modules/$name.order
        /bin/busybox test -f $order || exit 1
        for module in $(/bin/busybox cat $order); do
            /bin/busybox test -d /sys/module/$module || /bin/busybox insmod /modules/$module.ko || exit 1
        done
        """;

    private static final String INIT = """
        #!/bin/busybox sh
        /bin/busybox --install -s /bin
        PATH=/bin:/sbin
        mount -t proc proc /proc
        mount -t sysfs sysfs /sys
        mount -t devtmpfs dev /dev
        fail() { echo "guest: $1"; poweroff -f; }
        for module in MODULES; do /sbin/modprobe $module || fail "module $module"; done
        mount -t tmpfs rw /rw && mkdir /rw/upper /rw/work
        share=trans=virtio,version=9p2000.L,msize=512000
        mount -t 9p -o $share,ro,cache=loose HOST /host || fail "host's files"
        mount -t overlay -o lowerdir=/host,upperdir=/rw/upper,workdir=/rw/work overlay /guest || fail overlay
        mkdir -p /guest/result
        mount -t 9p -o $share RESULT /guest/result || fail "result folder"
        mount -t proc proc /guest/proc
        mount -t sysfs sysfs /guest/sys
        mount -t devtmpfs dev /guest/dev
        mkdir -p /guest/dev/shm && mount -t tmpfs shm /guest/dev/shm
        mount -t tmpfs -o mode=755 run /guest/run
        ip link set lo up
        cd /
        env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \\
            chroot /guest COMMAND
        echo $? > /guest/result/exit
        sync
        poweroff -f
        """;

    private GuestScripts() {}

    static String init(List<String> modulesAtBoot, List<String> command) {
        String quoted = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return INIT.replace("MODULES", String.join(" ", modulesAtBoot))
                .replace("9p -o $share,ro,cache=loose HOST", "9p -o $share,ro,cache=loose " + HOST)
                .replace("9p -o $share RESULT", "9p -o $share " + RESULT)
                .replace("COMMAND", quoted);
    }
}
