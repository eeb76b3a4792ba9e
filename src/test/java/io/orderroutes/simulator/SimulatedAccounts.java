package io.orderroutes.simulator;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The invented apps and sellers that the simulated gateway knows. */
public final class SimulatedAccounts {
  public static final String TOP_KEY = "33000001";
  public static final String TOP_SECRET = "sandbox-top-secret-0a1b2c3d";
  public static final String IOP_KEY = "530001";
  public static final String IOP_SECRET = "sandbox-iop-secret-4e5f6a7b";

  /** An AliExpress seller of the TOP app. */
  public static final String SESSION_SHOP_1 = "sandbox-session-shop-1";

  /** A seller of AliExpress mini-app trade, also of the TOP app. */
  public static final String SESSION_SHOP_2 = "sandbox-session-shop-2";

  /** An Alibaba.com seller of the IOP app. */
  public static final String SESSION_SHOP_3 = "sandbox-session-shop-3";

  private static final String FURTHER_SESSION = "sandbox-session-further-";

  private static final Account TOP =
      new Account(TOP_KEY, TOP_SECRET, Set.of(SESSION_SHOP_1, SESSION_SHOP_2));
  private static final Account IOP = new Account(IOP_KEY, IOP_SECRET, Set.of(SESSION_SHOP_3));

  private SimulatedAccounts() {}

  /** A further app, with the secret of the one whose key this is. */
  public static String furtherApp(String key, int number) {
    return key + "-" + number;
  }

  /** The session of a further seller, whom every app has. */
  public static String furtherSession(String seller) {
    return FURTHER_SESSION + seller;
  }

  /** An app of one platform is unknown to the gateway of the other, as in reality. */
  static Optional<Account> account(GatewayProtocol gatewayProtocol, String appKey) {
    return Stream.of(gatewayProtocol.iop() ? IOP : TOP)
        .filter(account -> appKey.equals(account.key()) || appKey.startsWith(account.key() + "-"))
        .findFirst();
  }

  record Account(String key, String secret, Set<String> sessions) {
    boolean takes(String session) {
      return sessions.contains(session) || session.startsWith(FURTHER_SESSION);
    }
  }
}
