package io.orderroutes.sandbox;

import io.orderroutes.support.Keys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, one node) in this process, on loopback, its data in a directory of
 * its own.
 */
public final class Broker implements AutoCloseable {
  private final Path directory;
  private final Map<String, Object> settings;
  private final String bootstrapServers;
  private KafkaRaftServer server;

  private Broker(Path directory, int port, int controllerPort) {
    this.directory = directory;
    this.bootstrapServers = "127.0.0.1:" + port;
    this.settings = settings(directory, port, controllerPort);
  }

  /** Starts a broker on the port (0: any free one) with its data in a new temporary directory. */
  public static Broker start(int port) throws Exception {
    Path directory = Files.createTempDirectory("orders-broker");
    Broker broker = new Broker(directory, port == 0 ? freePort() : port, freePort());
    broker.format();
    broker.resume();
    return broker;
  }

  /**
   * A broker that listens with TLS too: with the first key at {@link #tlsServers}, there with a
   * password at {@link #saslServers}, with the second key at {@link #oddTlsServers}.
   */
  public static Broker startTls(Path key, Path odd) throws Exception {
    Path directory = Files.createTempDirectory("orders-broker");
    Broker broker = new Broker(directory, freePort(), freePort());
    broker.listen("TLS", "SSL", key);
    broker.listen("SASL", "SASL_SSL", key);
    broker.listen("ODD", "SSL", odd);
    broker.settings.put("sasl.enabled.mechanisms", "PLAIN");
    broker.settings.put(
        "listener.name.sasl.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_orders=\""
            + Keys.PASSWORD
            + "\";");
    broker.format();
    broker.resume();
    return broker;
  }

  /**
   * A broker that tells clients a proxy's port on loopback as its own; see {@link #proxiedPort}.
   */
  public static Broker startBehind(int proxyPort) throws Exception {
    Path directory = Files.createTempDirectory("orders-broker");
    Broker broker = new Broker(directory, freePort(), freePort());
    broker.listen("PROXIED", "PLAINTEXT", freePort(), proxyPort);
    broker.format();
    broker.resume();
    return broker;
  }

  /**
   * A broker that asks who may do what: at {@link #userServers} with a password (SCRAM-SHA-256,
   * asked for again every 2.5 seconds), and at {@link #bootstrapServers} nobody.
   */
  public static Broker startGuarded() throws Exception {
    Path directory = Files.createTempDirectory("orders-broker");
    Broker broker = new Broker(directory, freePort(), freePort());
    int port = freePort();
    broker.listen("USERS", "SASL_PLAINTEXT", port, port);
    broker.settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-256");
    broker.settings.put(
        "listener.name.users.scram-sha-256.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    broker.settings.put("listener.name.users.scram-sha-256.connections.max.reauth.ms", "2500");
    broker.settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    broker.settings.put("super.users", "User:ANONYMOUS");
    broker.format();
    broker.resume();
    return broker;
  }

  public String userServers() {
    return servers("advertised.listeners", "USERS");
  }

  /** Where the broker keeps the log of a partition. */
  public Path log(String topic, int partition) {
    return directory.resolve(topic + "-" + partition).resolve("00000000000000000000.log");
  }

  private void listen(String name, String protocol, int port, int advertisedPort) {
    String host = name + "://127.0.0.1:";
    BiFunction<Object, Object, Object> append = (before, more) -> before + "," + more;
    settings.merge("listeners", host + port, append);
    settings.merge("advertised.listeners", host + advertisedPort, append);
    settings.merge("listener.security.protocol.map", name + ":" + protocol, append);
  }

  /** The port that the proxy passes on to. */
  public int proxiedPort() {
    String address = servers("listeners", "PROXIED");
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private void listen(String name, String protocol, Path key) throws IOException {
    int port = freePort();
    listen(name, protocol, port, port);
    String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".ssl.keystore.";
    settings.put(prefix + "location", key.toString());
    settings.put(prefix + "password", Keys.PASSWORD);
    settings.put(prefix + "type", "PKCS12");
  }

  public String tlsServers() {
    return servers("advertised.listeners", "TLS");
  }

  public String saslServers() {
    return servers("advertised.listeners", "SASL");
  }

  public String oddTlsServers() {
    return servers("advertised.listeners", "ODD");
  }

  private String servers(String setting, String listener) {
    return Stream.of(settings.get(setting).toString().split(","))
        .filter(address -> address.startsWith(listener + "://"))
        .map(address -> address.substring(listener.length() + 3))
        .findFirst()
        .orElseThrow();
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker and keeps its data and port: {@link #resume()} brings it back. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  public synchronized void resume() {
    server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
  }

  @Override
  public void close() throws IOException {
    stop();
    Utils.delete(directory.toFile());
  }

  private void format() throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setClusterId("b3JkZXItcm91dGVzLXNiLQ")
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString())
        .run();
  }

  private static Map<String, Object> settings(Path directory, int port, int controllerPort) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", directory.toString());
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("auto.create.topics.enable", "false");
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
