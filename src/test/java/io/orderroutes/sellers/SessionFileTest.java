package io.orderroutes.sellers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
  private static final String KEY = "orders.sellers.shop-1.session-file";

  @TempDir private Path dir;
  private Path file;
  private Instant written = Instant.parse("2024-03-01T12:00:00Z");

  @BeforeEach
  void write() throws IOException {
    file = dir.resolve("shop-1");
    write("first-token\n");
  }

  @Test
  void isReadAgainWhenItChanges() throws IOException {
    SessionFile session = new SessionFile(KEY, file.toString());
    assertThat(session.get()).isEqualTo("first-token");
    write("second-token");
    assertThat(session.get()).isEqualTo("second-token");
  }

  @Test
  void followsALinkThatIsSwitched() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), file);
    SessionFile session = new SessionFile(KEY, link.toString());
    file = dir.resolve("shop-1-new");
    write("second-token");
    Path next = Files.createSymbolicLink(dir.resolve("next"), file);
    Files.move(next, link, StandardCopyOption.REPLACE_EXISTING);
    assertThat(session.get()).isEqualTo("second-token");
  }

  @Test
  void followsALinkToAFileOfTheSameTimeAndSize() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), file);
    FileTime same = Files.getLastModifiedTime(file);
    SessionFile session = new SessionFile(KEY, link.toString());
    file = dir.resolve("shop-1-new");
    write("other-token\n");
    Files.setLastModifiedTime(file, same);
    Path next = Files.createSymbolicLink(dir.resolve("next"), file);
    Files.move(next, link, StandardCopyOption.REPLACE_EXISTING);
    assertThat(session.get()).isEqualTo("other-token");
  }

  @Test
  void oneAtATimeRenewsAndReadsFirstWhatAnotherHasRenewed() throws IOException {
    SessionFile one = new SessionFile(KEY, file.toString());
    SessionFile other = new SessionFile(KEY, file.toString());
    try (SessionFile.Renewal mine = one.renewal().orElseThrow()) {
      assertThat(other.renewal()).isEmpty();
      FileTime same = Files.getLastModifiedTime(file);
      Files.writeString(file, "other-token\n");
      Files.setLastModifiedTime(file, same); // as a slow network file system would tell it
    }
    try (SessionFile.Renewal theirs = other.renewal().orElseThrow()) {
      assertThat(other.get()).isEqualTo("other-token");
    }
  }

  @Test
  void isNotRenewedWhereTheNewPairCouldNotBeWritten() throws IOException {
    SessionFile session = new SessionFile(KEY, file.toString());
    Files.createDirectory(dir.resolve(".shop-1.lock"));
    assertThatThrownBy(session::renewal)
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(FileSystemException.class);
  }

  @Test
  void keepsTheTokenWhileTheFileIsAwayOrEmpty() throws IOException {
    SessionFile session = new SessionFile(KEY, file.toString());
    write(" \n");
    assertThat(session.get()).isEqualTo("first-token");
    Files.delete(file);
    assertThat(session.get()).isEqualTo("first-token");
    write("second-token");
    assertThat(session.get()).isEqualTo("second-token");
  }

  @Test
  void stopsTheStartWithoutAToken() throws IOException {
    write("");
    assertThatThrownBy(() -> new SessionFile(KEY, file.toString()))
        .hasMessageStartingWith(KEY + " names " + file);
    Configured nowhere =
        Configured.shops().without("orders.sellers.shop-1.session").with(KEY, "/nowhere/token");
    assertThatThrownBy(nowhere::sellers).hasMessageStartingWith(KEY + " names /nowhere/token");
  }

  @Test
  void stopsTheStartBesideAToken() {
    Configured both = Configured.shops().with(KEY, file.toString());
    assertThatThrownBy(both::sellers)
        .hasMessageStartingWith(KEY + " stands beside orders.sellers.shop-1.session")
        .message()
        .doesNotContain("session-1", "first-token");
  }

  @Test
  void isTheSellersSession() throws Exception {
    Configured shop =
        Configured.shops()
            .without("orders.sellers.shop-1.session")
            .with(KEY, file.toString())
            .with("orders.default-seller", "shop-1");
    Seller seller = shop.sellers().of(SellersTest.event(null, null));
    assertThat(seller.session()).isEqualTo("first-token");
    write("second-token");
    assertThat(seller.session()).isEqualTo("second-token");
    assertThat(seller.toString()).doesNotContain("token");
  }

  /** Each time a minute later, whatever the clock of the file system counts. */
  private void write(String token) throws IOException {
    Files.writeString(file, token);
    written = written.plusSeconds(60);
    Files.setLastModifiedTime(file, FileTime.from(written));
  }
}
