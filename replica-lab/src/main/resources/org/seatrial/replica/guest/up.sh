#!/bin/sh
# QEMU calls this in the node's namespace with the name of the interface that it has made; it goes when QEMU ends.
ip link set "$1" up && ip route replace "$GUEST_ADDRESS/32" dev "$1" src "$GUEST_GATEWAY"
