package io.orderroutes.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final AtomicLong now = new AtomicLong();
  private final Sessions sessions = new Sessions(now::get);

  @Test
  void findsASessionUntilItEnds() {
    Sessions.Session session = sessions.begin();
    assertThat(session.id()).hasSizeGreaterThan(30).isNotEqualTo(session.csrfToken());
    now.set(Sessions.LIFETIME.toNanos() - 1);
    assertThat(sessions.find(session.id())).contains(session);
    now.set(Sessions.LIFETIME.toNanos());
    assertThat(sessions.find(session.id())).isEmpty();
  }

  @Test
  void forgetsWhoHasLeft() {
    Sessions.Session session = sessions.begin();
    sessions.end(session);
    assertThat(sessions.find(session.id())).isEmpty();
    assertThat(sessions.find("")).isEmpty();
  }

  @Test
  void keepsNoMoreThanAThousand() {
    Sessions.Session first = sessions.begin();
    Sessions.Session second = sessions.begin();
    for (int i = 0; i < 999; i++) {
      sessions.begin();
    }
    assertThat(sessions.find(first.id())).isEmpty();
    assertThat(sessions.find(second.id())).isPresent();
  }
}
