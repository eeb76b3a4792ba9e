package io.orderroutes.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The gateway's own signing, written apart from the service's so that one can check the other. */
final class GatewaySignature {
  private GatewaySignature() {}

  static boolean knows(GatewayProtocol gatewayProtocol, String method) {
    return switch (method) {
      case "md5", "hmac", "hmac-sha256" -> !gatewayProtocol.iop();
      case "sha256" -> gatewayProtocol.iop();
      default -> false;
    };
  }

  static String of(String method, String path, Map<String, String> params, String secret) {
    String text = text(path, params);
    byte[] digest =
        switch (method) {
          case "md5" -> md5(secret + text + secret);
          case "hmac" -> hmac("HmacMD5", text, secret);
          default -> hmac("HmacSHA256", text, secret);
        };
    return HexFormat.of().withUpperCase().formatHex(digest);
  }

  /** Names and values in order, without blank ones and without the signature itself. */
  static String text(String path, Map<String, String> params) {
    StringBuilder text = new StringBuilder(path);
    new TreeMap<>(params)
        .forEach(
            (name, value) -> {
              if (!name.equals("sign") && !name.isBlank() && value != null && !value.isBlank()) {
                text.append(name).append(value);
              }
            });
    return text.toString();
  }

  private static byte[] md5(String text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(String algorithm, String text, String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
