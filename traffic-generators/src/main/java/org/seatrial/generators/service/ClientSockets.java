package org.seatrial.generators.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/**
 * Opens the sockets of one client in the namespace of the calling thread.
 *
 * @param from the client's address
 * @param to the service
 */
record ClientSockets(InetAddress from, InetSocketAddress to) {

    /** @param from IPv4 addresses as numbers: nothing is looked up */
    static ClientSockets of(String from, String to, int port) {
        try {
            return new ClientSockets(
                    InetAddress.getByName(from), new InetSocketAddress(InetAddress.getByName(to), port));
        } catch (UnknownHostException notNumbers) {
            throw new IllegalArgumentException("'" + from + "' or '" + to + "' is no IPv4 address", notNumbers);
        }
    }

    /**
     * A socket that is connecting. It is closed by a reset: waiting closed connections would use up the client's ports at
     * some hundred requests a second.
     */
    SocketChannel connecting() throws IOException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.INET);
        } catch (IOException noneLeft) {
            throw new NotAskedException(noneLeft);
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(new InetSocketAddress(from, 0));
        } catch (IOException noneLeft) {
            channel.close();
            throw new NotAskedException(noneLeft);
        }
        try {
            channel.connect(to);
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    /** A socket that takes datagrams from the service alone. */
    DatagramChannel datagrams() throws IOException {
        DatagramChannel channel;
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET);
        } catch (IOException noneLeft) {
            throw new NotAskedException(noneLeft);
        }
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(from, 0));
        } catch (IOException noneLeft) {
            channel.close();
            throw new NotAskedException(noneLeft);
        }
        try {
            channel.connect(to);
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }
}
