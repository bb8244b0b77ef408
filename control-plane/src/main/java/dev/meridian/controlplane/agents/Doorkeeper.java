package dev.meridian.controlplane.agents;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// Stands before a connection's TLS and keeps its first bytes until the [HandshakeGate] lets it in.
/// Who says nothing takes no place, and who is gone before its turn leaves the queue. Lives on the
/// connection's event loop; goes when the handshake is over.
final class Doorkeeper extends ChannelDuplexHandler {
    /// Several times a client's first message. Who sends more is not read on before its turn.
    private static final int MOST_BYTES = 16 << 10;

    /// A handshake that is slower than this, for its other side is far or silent, holds up nobody.
    private static final Duration TURN = Duration.ofSeconds(2);

    private final HandshakeGate gate;
    private final Queue<ByteBuf> kept = new ArrayDeque<>();
    private HandshakeGate.Caller caller = () -> {};
    private int bytes;
    private boolean entered;
    private boolean unread;

    Doorkeeper(HandshakeGate gate) {
        this.gate = gate;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        caller = () -> ctx.executor().execute(() -> enter(ctx));
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!entered && bytes > MOST_BYTES) {
            unread = true;
        } else {
            ctx.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (entered || !(message instanceof ByteBuf buffer)) {
            ctx.fireChannelRead(message);
            return;
        }
        boolean first = kept.isEmpty();
        kept.add(buffer);
        bytes += buffer.readableBytes();
        if (first) {
            gate.come(caller);
        }
    }

    private void enter(ChannelHandlerContext ctx) {
        if (ctx.isRemoved() || !ctx.channel().isActive()) {
            gate.leave(caller);
            return;
        }
        entered = true;
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.handshakeFuture().addListener(_ -> leave(ctx));
        }
        var _ = ctx.executor().schedule(() -> leave(ctx), TURN.toMillis(), TimeUnit.MILLISECONDS);
        while (!kept.isEmpty()) {
            ctx.fireChannelRead(kept.remove());
        }
        ctx.fireChannelReadComplete();
        if (unread) {
            ctx.read();
        }
    }

    private void leave(ChannelHandlerContext ctx) {
        gate.leave(caller);
        if (!ctx.isRemoved()) {
            ctx.pipeline().remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gate.leave(caller);
        kept.forEach(ReferenceCountUtil::release);
        kept.clear();
        ctx.fireChannelInactive();
    }
}
