package dev.meridian.controlplane.agents;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;

/// Puts a [Doorkeeper] before each connection that it accepts.
final class GatedServerChannel extends NioServerSocketChannel {
    private final HandshakeGate gate;

    GatedServerChannel(HandshakeGate gate) {
        this.gate = gate;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int before = accepted.size();
        int count = super.doReadMessages(accepted);
        for (Object child : accepted.subList(before, accepted.size())) {
            ((Channel) child).pipeline().addFirst(new Doorkeeper(gate));
        }
        return count;
    }
}
