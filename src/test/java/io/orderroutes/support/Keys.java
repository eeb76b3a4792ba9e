package io.orderroutes.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys and trust for one test run, made by the JDK's own keytool. */
public final class Keys {
  public static final String PASSWORD = "keys-of-a-test-run";

  private final Path directory;

  public Keys(Path directory) {
    this.directory = directory;
  }

  /** A PKCS12 file with a new key, and its certificate for the host ({@code ip:…, dns:…}). */
  public Path make(String name, String host) throws IOException, InterruptedException {
    Path file = directory.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + host,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException(Files.readString(directory.resolve("keytool.log")));
    }
    return file;
  }

  /** A PKCS12 file that trusts the certificates of these. */
  public Path trusting(Path... keys) throws IOException, GeneralSecurityException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    for (Path file : keys) {
      KeyStore key = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        key.load(in, PASSWORD.toCharArray());
      }
      String alias = key.aliases().nextElement();
      trust.setCertificateEntry(alias, key.getCertificate(alias));
    }
    Path file = directory.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
