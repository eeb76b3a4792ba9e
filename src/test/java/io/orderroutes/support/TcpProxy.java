package io.orderroutes.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on to a port on loopback, until it cuts a connection in the middle of them. */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private final Random random;
  private final int bytesMin;
  private final int bytesMax;
  private volatile int target;

  private TcpProxy(long seed, int bytesMin, int bytesMax) throws IOException {
    this.random = new Random(seed);
    this.bytesMin = bytesMin;
    this.bytesMax = bytesMax;
    this.door = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
  }

  /** Each connection is cut after so many bytes of answers; one byte more is never passed on. */
  public static TcpProxy start(long seed, int bytesMin, int bytesMax) throws IOException {
    TcpProxy proxy = new TcpProxy(seed, bytesMin, bytesMax);
    thread(proxy::accept);
    return proxy;
  }

  public void to(int port) {
    target = port;
  }

  public int port() {
    return door.getLocalPort();
  }

  public int cuts() {
    return cuts.get();
  }

  /** Cuts every connection that is open. */
  public void cutAll() {
    cuts.addAndGet(open.size() / 2);
    open.forEach(this::cut);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(caller);
        open.add(called);
        int limit;
        synchronized (random) {
          limit = random.nextInt(bytesMin, bytesMax);
        }
        thread(() -> pump(caller, called, Integer.MAX_VALUE));
        thread(() -> pump(called, caller, limit));
      } catch (IOException e) {
        // the door is closed, or nobody listens behind it: the caller is refused
      }
    }
  }

  private void pump(Socket from, Socket to, int limit) {
    byte[] buffer = new byte[4096];
    int left = limit;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
        out.write(buffer, 0, Math.min(read, left));
        left -= Math.min(read, left);
        if (left == 0) {
          cuts.incrementAndGet();
          break;
        }
      }
    } catch (IOException e) {
      // the other side has gone
    } finally {
      cut(from);
      cut(to);
    }
  }

  private void cut(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    cutAll();
  }
}
