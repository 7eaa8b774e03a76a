#!/bin/busybox sh
# The only program of a guest that never ends. GUEST_NAME and its like come by the kernel's command line.
b=/bin/busybox
fail() {
    echo "guest: $1"
    $b poweroff -f
}
$b mount -t proc proc /proc
$b mount -t devtmpfs dev /dev
$b mount -t tmpfs tmp /tmp
for module in MODULES; do
    $b insmod "/modules/$module.ko" || fail "module $module cannot be loaded"
done
if [ -n "${GUEST_ADDRESS:-}" ]; then
    $b ip link set lo up
    $b ip link set eth0 up || fail "there is no network interface"
    $b ip addr add "$GUEST_ADDRESS/32" dev eth0
    $b ip route add "$GUEST_GATEWAY" dev eth0
    $b ip route add default via "$GUEST_GATEWAY" || fail "the way to $GUEST_GATEWAY cannot be set"
    $b httpd -p "$GUEST_PORT" -h /www || fail "the service does not start"
    if [ -n "${GUEST_SIP:-}" ]; then
        (
            sipp -sn uas -i "$GUEST_ADDRESS" -p "$GUEST_SIP" -nostdin > /dev/null 2> /tmp/sip.log < /dev/null
            echo "guest: the telephone ended: $($b tail -n 1 /tmp/sip.log)"
            : > /tmp/sip.ended
        ) &
        # However long it takes where fifty guests boot at once.
        until $b grep -q ":$($b printf %04X "$GUEST_SIP") " /proc/net/udp; do
            [ ! -e /tmp/sip.ended ] || fail "the telephone does not start"
            $b sleep 0.2
        done
    fi
fi
echo "guest: ready"
# The shell waits, and so takes leave of the answers' processes that have ended.
while :; do
    $b sleep 100000
done
